package org.camerad.driver.pi.system;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.camerad.driver.ClockSettings;
import org.camerad.driver.PartStatus;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.pi.standin.Scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The clock on Debian's systemd-timesyncd, D-Bus and timedatectl, in namespaces without a
 * network. Only the calls that need systemd itself go to the stand-ins.
 */
class RealTimesyncdTests extends SystemTestSupport {

	private static final List<String> NAMESPACES = List.of("unshare", "-m", "-n", "-p", "-f", "--kill-child",
			"--mount-proc");

	private Process timesyncd;

	@BeforeEach
	void start() throws Exception {
		assumeTrue("root".equals(System.getProperty("user.name")), "only root can make namespaces");
		for (String program : List.of("/lib/systemd/systemd-timesyncd", "/usr/bin/dbus-daemon", "/usr/bin/nsenter")) {
			assumeTrue(Files.isExecutable(Path.of(program)), program + " is missing");
		}
		assumeTrue(run(List.of("true")).waitFor() == 0, "this system permits no namespaces");
		Path script = this.folder.resolve("timesyncd.sh");
		try (InputStream resource = Scripts.class.getResourceAsStream("timesyncd.sh")) {
			Files.write(script, resource.readAllBytes());
		}
		this.timesyncd = run(List.of("sh", script.toString(), dropIn().getParent().toString()));
		await("the namespaces", () -> this.timesyncd.children().findFirst().isPresent());
		String enter = "nsenter -t " + this.timesyncd.children().findFirst().orElseThrow().pid() + " -m -n -p ";
		wrap("timedatectl", "[ \"$1\" = show-timesync ] && exec " + enter + "timedatectl \"$@\"\n");
		wrap("systemctl", enter + "sh -c 'kill $(cat /run/timesyncd.pid)'\n");
	}

	@AfterEach
	void stop() {
		if (this.timesyncd != null) {
			this.timesyncd.destroyForcibly();
		}
	}

	private Process run(List<String> command) throws Exception {
		List<String> words = new java.util.ArrayList<>(NAMESPACES);
		words.addAll(command);
		return new ProcessBuilder(words).redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("timesyncd.log").toFile())
			.start();
	}

	/** Puts a line before a stand-in. */
	private void wrap(String program, String line) throws Exception {
		Path standIn = Path.of(this.board.path(), program);
		Scripts.write(standIn,
				Files.readString(standIn).replaceFirst("\n", java.util.regex.Matcher.quoteReplacement("\n" + line)));
	}

	private Path dropIn() {
		return this.board.root().resolve("etc/systemd/timesyncd.conf.d/camerad.conf");
	}

	private void use(String host) throws Exception {
		this.system.clock().apply(TestSettings.clock(ZoneOffset.UTC, ClockSettings.Source.NTP, host, 123));
	}

	/** Waits for a status; each call asks timesyncd again. */
	private void awaitDetail(String host, String detail) throws Exception {
		await(detail, () -> {
			use(host);
			return status("clock").detail().contains(detail);
		});
		assertThat(status("clock").state()).isEqualTo(PartStatus.State.IMPAIRED);
	}

	@Test
	void timesyncdUsesTheServerOfTheDropInOnly() throws Exception {
		Files.writeString(dropIn().resolveSibling("a.conf"), "[Time]\nNTP=127.0.0.9\n");
		open();
		use("127.0.0.2");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dropIn()))).isEqualTo("rw-r--r--");
		awaitDetail("127.0.0.2", "NTP server 127.0.0.2 has not set the clock yet");
		Files.delete(dropIn().resolveSibling("a.conf"));
		Files.setPosixFilePermissions(dropIn(), PosixFilePermissions.fromString("rw-------"));
		new ProcessBuilder(Path.of(this.board.path(), "systemctl").toString(), "--no-ask-password", "restart",
				"systemd-timesyncd.service")
			.inheritIO()
			.start()
			.waitFor();
		awaitDetail("127.0.0.2", "debian.pool.ntp.org instead of 127.0.0.2; check that");
	}

}
