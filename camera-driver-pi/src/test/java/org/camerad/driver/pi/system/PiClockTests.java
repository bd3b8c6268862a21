package org.camerad.driver.pi.system;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.PartStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PiClockTests extends SystemTestSupport {

	private static final String DROP_IN = "etc/systemd/timesyncd.conf.d/camerad.conf";

	private static ClockSettings with(ClockSettings.Source source, String host, int port) {
		return TestSettings.clock(ZoneOffset.ofHoursMinutes(5, 45), source, host, port);
	}

	private ClockControl clock() {
		return this.system.clock();
	}

	@Test
	void clockIsSetInManualMode() throws Exception {
		open();
		clock().apply(with(ClockSettings.Source.MANUAL, "pool.ntp.org", 123));
		Instant time = Instant.parse("2031-05-06T07:08:09Z");
		clock().set(time);
		assertThat(this.board.changes()).containsExactly("timedatectl|--no-ask-password|set-ntp|false",
				"timedatectl|--no-ask-password|set-time|2031-05-06 07:08:09 UTC");
		assertThat(clock().now()).isCloseTo(time, within(Duration.ofMinutes(1)));
		assertThat(this.system.localTime().getHour()).isIn(12, 13);
	}

	@Test
	void timesyncdGetsTheServerAndHealthReportsSynchronization() throws Exception {
		open();
		clock().apply(with(ClockSettings.Source.NTP, "time.example.org", 123));
		assertThat(this.board.root().resolve(DROP_IN)).content().contains("[Time]\nNTP=\nNTP=time.example.org\n");
		assertThat(this.board.get("ntp")).isEqualTo("true");
		assertThat(this.board.get("ntp-server")).isEqualTo("time.example.org\n");
		assertThat(status("clock").state()).isEqualTo(PartStatus.State.IMPAIRED);
		this.board.file("run/systemd/timesync/synchronized", "");
		assertThat(status("clock").state()).isEqualTo(PartStatus.State.WORKING);
		assertThat(status("clock").detail()).contains("time.example.org");
		clock().apply(with(ClockSettings.Source.NTP, "time.example.org", 123));
		assertThat(this.board.changes()).filteredOn((call) -> call.contains("restart")).hasSize(1);
	}

	@Test
	void healthNamesAnotherServerThatTimesyncdUses() throws Exception {
		open();
		this.board.put("ntp-in-use", "1.debian.pool.ntp.org\n");
		clock().apply(with(ClockSettings.Source.NTP, "time.example.org", 123));
		this.board.file("run/systemd/timesync/synchronized", "");
		assertThat(status("clock").state()).isEqualTo(PartStatus.State.IMPAIRED);
		assertThat(status("clock").detail())
			.contains("timesyncd uses NTP server 1.debian.pool.ntp.org instead of time.example.org");
	}

	@Test
	void theFirstOfSeveralServersIsTheCurrentOneAndEachOfThemKeepsTheClock() throws Exception {
		this.board.put("ntp", "true");
		this.board.file("etc/systemd/timesyncd.conf", "[Time]\n#NTP=\nNTP=old.example.org\n");
		this.board.file("etc/systemd/timesyncd.conf.d/site.conf",
				"[Time]\nNTP=\nNTP=one.example.org  two.example.org\nNTP=three.example.org\n");
		this.board.put("ntp-in-use", "two.example.org\n");
		open();
		ClockSettings known = with(ClockSettings.Source.MANUAL, "pool.ntp.org", 123);
		ClockSettings told = clock().current(known).orElseThrow().settings();
		assertThat(told.source()).isEqualTo(ClockSettings.Source.NTP);
		assertThat(told.ntpHost()).isEqualTo("one.example.org");
		clock().change(new Change<>(told, Set.of(), Set.of(), Map.of()));
		assertThat(this.board.changes()).isEmpty();
		this.board.file("run/systemd/timesync/synchronized", "");
		assertThat(status("clock").detail()).isEqualTo("NTP server one.example.org keeps the clock");
	}

	@ParameterizedTest
	@ValueSource(strings = { "set-ntp", "restart" })
	void failureRestoresTheDropIn(String step) throws Exception {
		open();
		this.board.fail(step, 1, "Failed to set ntp: Interactive authentication required.");
		assertUnavailable("lacks permission",
				() -> clock().apply(with(ClockSettings.Source.NTP, "time.example.org", 123)));
		assertThat(this.board.root().resolve(DROP_IN)).doesNotExist();
		assertThat(status("clock").state()).isEqualTo(PartStatus.State.FAILED);
		assertThat(status("clock").detail()).contains("deploy/systemd/README.md");
	}

	@Test
	void serviceQueriesAServerAtAnotherPort() throws Exception {
		open();
		try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			Thread thread = new Thread(() -> serve(server));
			thread.setDaemon(true);
			thread.start();
			clock().apply(with(ClockSettings.Source.NTP, "127.0.0.1", server.getLocalPort()));
			await("the server's time",
					() -> Duration.between(Instant.now(), clock().now()).minusDays(400).abs().toMinutes() == 0);
			await("health", () -> status("clock").detail().contains("has set the clock"));
			assertThat(this.board.get("ntp")).isEqualTo("false");
		}
	}

	/** Serves time that is 400 days ahead. */
	private static void serve(DatagramSocket server) {
		byte[] bytes = new byte[48];
		try {
			while (true) {
				DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
				server.receive(packet);
				Instant now = Instant.now().plus(Duration.ofDays(400));
				long stamp = (now.getEpochSecond() + 2_208_988_800L) << 32;
				ByteBuffer answer = ByteBuffer.wrap(bytes);
				answer.putLong(24, answer.getLong(40))
					.putLong(32, stamp)
					.putLong(40, stamp)
					.put(0, (byte) 0x24)
					.put(1, (byte) 2);
				server.send(packet);
			}
		}
		catch (java.io.IOException ex) {
			// The test closes the socket at its end.
			assertThat(server.isClosed()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\nNTP=evil", "-x", "a;b" })
	void invalidHostIsRefusedWithoutAFile(String host) throws Exception {
		open();
		assertFails(CameraException.Kind.REFUSED, "host name",
				() -> clock().apply(with(ClockSettings.Source.NTP, host, 123)));
		assertThat(this.board.root().resolve(DROP_IN)).doesNotExist();
		assertThat(this.board.changes()).isEmpty();
	}

	@Test
	void missingProgramIsReportedWithItsPackage() throws Exception {
		open();
		this.board.uninstall("timedatectl");
		assertUnavailable("timedatectl is not installed", () -> clock().set(Instant.EPOCH));
		assertThat(status("clock").state()).isEqualTo(PartStatus.State.FAILED);
		assertThat(status("clock").detail()).contains("apt-get install");
	}

	@Test
	void afterCloseTheClockIsUnavailable() throws Exception {
		open();
		ClockControl clock = clock();
		this.system.close();
		assertUnavailable("closed", () -> clock.set(Instant.EPOCH));
		assertUnavailable("closed", () -> clock.apply(with(ClockSettings.Source.MANUAL, "a", 123)));
	}

}
