package org.camerad.driver.hisilicon.board;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.ClockSettings;
import org.camerad.driver.hisilicon.fake.RepeatingThread;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the streamer's process on a fake root. */
class StreamerServiceTests {

	private static final String START = "mkdir -p ROOT/proc/321 ROOT/var/run; "
			+ "printf 'majestic\\0-s\\0' >ROOT/proc/321/cmdline; echo 321 >ROOT/var/run/majestic.pid";

	private static final String STOP = "rm -rf ROOT/proc/321 ROOT/var/run/majestic.pid";

	@TempDir
	Path folder;

	private FakeRoot board;

	private StreamerService streamer;

	@BeforeEach
	void open() throws Exception {
		this.board = FakeRoot.in(this.folder);
		this.board.addProcess(1, "init", Path.of("/dev/null"));
		this.board.addProcess(321, "majestic", Path.of("/dev/null"));
		this.board.write("/var/run/majestic.pid", "321\n");
		script(START);
		this.streamer = this.board.streamer();
	}

	@AfterEach
	void close() {
		this.streamer.close();
	}

	/** Installs an init script with a body for restarts. */
	private void script(String restart) throws Exception {
		this.board.program("/etc/init.d/S95majestic",
				"case $1 in restart) " + restart + " ;; start) " + START + " ;; stop) " + STOP + " ;; esac");
	}

	private boolean isRunning() {
		return Files.exists(this.board.at("/proc/321/cmdline"));
	}

	@Test
	void aSlowRestartIsNeitherAwaitedNorKilled() throws Exception {
		script(STOP + "; while [ ! -e ROOT/go ]; do sleep 0.05; done; " + START);
		try (BoardClock clock = new BoardClock(this.board.files(), this.board.commands(), this.streamer,
				this.board.clock())) {
			clock.apply(TestSettings.clock(ZoneOffset.ofHours(3), ClockSettings.Source.MANUAL, "127.0.0.1", 123));
			FakeRoot.await("it is stopped", () -> !isRunning());
			this.board.write("/go", "");
			FakeRoot.await("it runs again", this::isRunning);
		}
		assertThat(this.board.calls()).as("a restart in progress is not disturbed")
			.containsOnlyOnce("S95majestic restart")
			.doesNotContain("S95majestic start");
	}

	@Test
	void restartsDoNotOverlap() throws Exception {
		script("while [ ! -e ROOT/go ]; do sleep 0.05; done; echo \"zone $TZ\" >>ROOT/calls; " + START);
		this.streamer.restart(Map.of("TZ", "A"));
		this.streamer.restart(Map.of("TZ", "B"));
		this.streamer.restart(Map.of("TZ", "C"));
		this.board.write("/go", "");
		FakeRoot.await("the last zone", () -> this.board.calls().contains("zone C"));
		assertThat(this.board.calls()).containsExactly("S95majestic restart", "zone A", "S95majestic restart",
				"zone C");
	}

	@Test
	void aStreamerThatIsGoneIsStarted() throws Exception {
		script(STOP + "; exit 1");
		this.streamer.restart(Map.of());
		FakeRoot.await("it is started after a failed restart", () -> isRunning()
				&& this.board.calls().contains("S95majestic start") && this.streamer.status().isEmpty());
		this.board.forgetCalls();
		this.board.program("/bin/crash", "rm -r ROOT/proc/321");
		this.board.commands().run(java.time.Duration.ofSeconds(5), "crash");
		FakeRoot.await("it is started after a crash",
				() -> isRunning() && this.board.calls().contains("S95majestic start"));
	}

	@Test
	void aStreamerThatDoesNotStayIsReported() throws Exception {
		this.board.program("/etc/init.d/S95majestic", STOP);
		this.streamer.restart(Map.of());
		FakeRoot.await("it is reported", () -> this.streamer.status().isPresent());
		assertThat(this.streamer.status().orElseThrow().detail()).startsWith("the streamer does not run");
	}

	@Test
	void aStreamerThatWasStoppedOrIsUpgradedStaysAsItIs() throws Exception {
		this.board.write("/tmp/sysupgrade.lock", "");
		this.board.program("/bin/stop", STOP);
		RepeatingThread checks = new RepeatingThread("hisilicon-streamer");
		checks.awaitPasses();
		this.board.commands().run(java.time.Duration.ofSeconds(5), "stop");
		Files.delete(this.board.at("/tmp/sysupgrade.lock"));
		FakeRoot.await("it is started after an upgrade that left it stopped", this::isRunning);
		// A check has seen it.
		checks.awaitPasses();
		this.board.forgetCalls();
		this.board.commands().run(java.time.Duration.ofSeconds(5), "stop");
		// More than the checks without a process after which it would be started.
		checks.awaitPasses(5);
		assertThat(this.board.calls()).containsExactly("stop ");
	}

}
