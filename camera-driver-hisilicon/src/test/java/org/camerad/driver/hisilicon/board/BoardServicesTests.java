package org.camerad.driver.hisilicon.board;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.DeviceInfo;
import org.camerad.driver.DriverContext;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Storage;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.support.ntp.FakeTimeServer;
import org.camerad.driver.support.properties.DriverProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of the board's services together, on a fake root. */
class BoardServicesTests {

	@TempDir
	Path folder;

	@TempDir
	Path own;

	private FakeRoot board;

	private BoardServices services;

	@BeforeEach
	void open() throws Exception {
		this.board = FakeRoot.in(this.folder);
		this.services = reopen(Map.of());
	}

	private BoardServices reopen(Map<String, String> properties) throws Exception {
		Map<String, String> all = new TreeMap<>(properties);
		all.put("root", this.board.path().toString());
		DriverContext context = new DriverContext(all, this.own, Optional.empty(), this.board.clock(),
				Duration.ofSeconds(10), (event) -> {
				});
		return BoardServices
			.open(BoardProperties.of(new DriverProperties("hisilicon", BoardProperties.PROPERTIES).read(all)), context);
	}

	@AfterEach
	void close() {
		this.services.close();
	}

	@Test
	void theBoardReportsItsIdentity() throws Exception {
		assertThat(this.services.info()).isEqualTo(new DeviceInfo("hi3516ev300 imx335", "4.9.37",
				"OpenIPC 2.6.08 (lite, master+4223e6f, 2026-08-22)", "0123456789abcdef"));
		Files.delete(this.board.at("/usr/sbin/ipcinfo"));
		this.services.close();
		this.services = reopen(Map.of());
		assertThat(this.services.info().model()).as("from the vendor's modules").isEqualTo("Hi3516EV200");
		assertThat(this.services.info().serialNumber()).isEqualTo("02123456789a");
		this.board.write("/sys/class/net/eth0/address", "00:00:23:34:45:66\n");
		this.services.close();
		this.services = reopen(Map.of());
		assertThat(this.services.info().serialNumber()).as("an address that many boards share").isEqualTo("unknown");
	}

	@Test
	void anEmptyBoardOpensWithoutParts(@TempDir Path bare) throws Exception {
		this.services.close();
		DriverContext context = new DriverContext(Map.of(), this.own, Optional.empty(), this.board.clock(),
				Duration.ofSeconds(10), (event) -> {
				});
		try (BoardServices nothing = BoardServices.open(BoardProperties
			.of(new DriverProperties("hisilicon", BoardProperties.PROPERTIES).read(Map.of("root", bare.toString()))),
				context)) {
			assertThat(nothing.info().model()).isEqualTo("HiSilicon");
			assertThat(nothing.network()).isEmpty();
			assertThat(nothing.maintenance()).isEmpty();
			assertThat(nothing.storage().orElseThrow().state()).isEqualTo(Storage.State.ABSENT);
			assertThatExceptionOfType(CameraException.class)
				.isThrownBy(() -> nothing.clock().orElseThrow().set(Instant.EPOCH))
				.withMessageContaining("has no date");
		}
	}

	@Test
	void theClockIsSetByDate() throws Exception {
		ClockControl clock = this.services.clock().orElseThrow();
		Instant time = Instant.parse("2031-05-06T07:08:09Z");
		clock.set(time);
		assertThat(this.board.calls()).contains("date -s @" + time.getEpochSecond());
		assertThat(clock.now()).isBetween(time, time.plusSeconds(60));
		this.board.program("/bin/date", "echo 'date: cannot set date'; exit 1");
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> clock.set(time))
			.withMessageContaining("date: cannot set date");
	}

	@ParameterizedTest
	@CsvSource({ "+08:00, GMT-8, Etc/GMT-8", "-03:30, GMT+3:30, -", "+05:45, GMT-5:45, Asia/Kathmandu",
			"Z, GMT0, Etc/GMT", "-12:00, GMT+12, Etc/GMT+12", "+14:00, GMT-14, Etc/GMT-14",
			"+05:30, GMT-5:30, Asia/Calcutta" })
	void theTimeZoneIsInBothFilesAndRestartsTheStreamer(String offset, String posix, String name) throws Exception {
		this.board.write("/etc/TZ", "GMT+1\n");
		ClockSettings settings = TestSettings.clock(ZoneOffset.of(offset), ClockSettings.Source.MANUAL, "x", 123);
		this.services.clock().orElseThrow().apply(settings);
		assertThat(this.board.read("/etc/TZ")).isEqualTo(posix + "\n");
		if (!name.equals("-")) {
			assertThat(this.board.read("/etc/timezone")).isEqualTo(name + "\n");
		}
		FakeRoot.await("the streamer restarts with its zone", () -> this.board.calls().contains("TZ=" + posix));
		assertThat(this.board.calls()).containsSubsequence("S95majestic restart", "TZ=" + posix);
		this.board.forgetCalls();
		this.services.clock().orElseThrow().apply(settings);
		assertThat(this.board.calls()).as("applied again").isEmpty();
	}

	@Test
	void theNtpServerIsWrittenAndQueried() throws Exception {
		try (FakeTimeServer server = new FakeTimeServer(Duration.ZERO)) {
			apply(ClockSettings.Source.NTP, "127.0.0.1", server.port());
			assertThat(this.board.read("/etc/ntp.conf")).isEqualTo("server 127.0.0.1:" + server.port() + " iburst\n");
			assertThat(this.services.status()).singleElement();
			FakeRoot.await("it answers", () -> this.services.status().get(0).detail().equals("NTP server 127.0.0.1"));
		}
		apply(ClockSettings.Source.NTP, "127.0.0.1", 9);
		FakeRoot.await("it does not answer",
				() -> this.services.status().get(0).detail().contains("127.0.0.1 cannot be queried"));
		apply(ClockSettings.Source.NTP, "pool.invalid", 123);
		assertThat(this.board.read("/etc/ntp.conf")).isEqualTo("server pool.invalid iburst\n");
		apply(ClockSettings.Source.NTP, "2001:db8::1", 4123);
		assertThat(this.board.read("/etc/ntp.conf")).isEqualTo("server [2001:db8::1]:4123 iburst\n");
		apply(ClockSettings.Source.MANUAL, "pool.invalid", 123);
		assertThat(this.board.read("/etc/ntp.conf")).doesNotContain("server");
		assertThat(this.board.calls()).containsSubsequence("S49ntpd restart", "S49ntpd stop");
		assertThat(this.services.status()).isEmpty();
	}

	@Test
	void anNtpServerThatDoesNotKnowTheTimeIsReported() throws Exception {
		try (FakeTimeServer server = new FakeTimeServer(Duration.ZERO)) {
			server.modifyResponses((answer) -> answer.put(1, (byte) 16));
			apply(ClockSettings.Source.NTP, "127.0.0.1", server.port());
			FakeRoot.await("its clock is not set",
					() -> this.services.status()
						.get(0)
						.detail()
						.startsWith("the NTP server 127.0.0.1 responds, but its clock is not set"));
			assertThat(this.services.status().get(0).state()).isEqualTo(PartStatus.State.IMPAIRED);
		}
	}

	private void apply(ClockSettings.Source source, String host, int port) throws Exception {
		this.services.clock().orElseThrow().apply(TestSettings.clock(ZoneOffset.UTC, source, host, port));
	}

	@Test
	void rebootAndFactoryResetAreThePrograms() throws Exception {
		this.services.maintenance().orElseThrow().reboot();
		FakeRoot.await("reboot", () -> this.board.calls().stream().anyMatch((call) -> call.startsWith("reboot")));
		assertThat(this.board.calls().stream().map(String::strip)).containsSubsequence("sync", "reboot");
		this.services.maintenance().orElseThrow().factoryReset(true);
		FakeRoot.await("firstboot", () -> this.board.calls().stream().anyMatch((call) -> call.startsWith("firstboot")));
		assertThat(this.own.resolve("network-kept")).hasContent(FakeRoot.DHCP);
	}

	@Test
	void aProgramWhoseDaemonHoldsItsOutputIsNotWaitedFor() throws Exception {
		this.board.program("/etc/init.d/S49ntpd", "sleep 600 & echo $! >ROOT/daemon");
		apply(ClockSettings.Source.NTP, "127.0.0.1", 9);
		assertThat(ProcessHandle.of(Long.parseLong(this.board.read("/daemon").strip()))).as("the daemon that goes on")
			.hasValueSatisfying((daemon) -> assertThat(daemon.destroy()).isTrue());
	}

	@Test
	void aFactoryResetThatCannotEndIsRefusedBeforeItStarts() throws Exception {
		this.board.mountCard();
		this.board.addProcess(77, "java", this.board.at("/proc/meminfo"));
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> this.services.maintenance().orElseThrow().factoryReset(true))
			.withMessageContaining("in use by java (process 77)")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
		assertThat(this.board.calls()).noneMatch((call) -> call.startsWith("firstboot"));
		assertThat(this.own.resolve("network-kept")).doesNotExist();
	}

	@Test
	void aFactoryResetThatFailsIsReported() throws Exception {
		this.board.program("/usr/sbin/firstboot", "echo 'Stop services'; echo 'Cannot erase! Aborting.'; exit 1");
		this.services.maintenance().orElseThrow().factoryReset(false);
		FakeRoot.await("the failure is known",
				() -> this.services.status()
					.stream()
					.anyMatch((status) -> status.part().equals("factory-reset")
							&& status.detail().endsWith("Cannot erase! Aborting.")));
		FakeRoot.await("the streamer restarts", () -> this.board.calls().contains("S95majestic restart"));
	}

	@Test
	void aRebootThatHangsIsForced() throws Exception {
		BoardNetwork network = new BoardNetwork(this.board.files(), this.board.commands(),
				new NetworkProperties("eth0", Duration.ofSeconds(1), Duration.ofSeconds(1)), this.own, (event) -> {
				});
		try (network;
				StreamerService streamer = this.board.streamer();
				Updater updater = this.board.updater(streamer);
				BoardMaintenance maintenance = new BoardMaintenance(this.board.files(), this.board.commands(), network,
						updater, Duration.ofMillis(50))) {
			maintenance.reboot();
			FakeRoot.await("force", () -> this.board.calls().contains("busybox reboot -d 1 -f"));
		}
	}

	@Test
	void theCardIsWhatTheKernelSays() throws Exception {
		Storage card = this.services.storage().orElseThrow();
		assertThat(card.state()).isEqualTo(Storage.State.READY);
		card.write("a.jpg", new byte[] { 1, 2 });
		assertThat(this.board.at("/mnt/mmcblk0p1/a.jpg")).hasBinaryContent(new byte[] { 1, 2 });
		this.board.write("/proc/mounts", "/dev/mmcblk0p1 /mnt/mmcblk0p1 vfat ro,relatime,errors=remount-ro 0 0\n");
		assertThat(card.state()).isEqualTo(Storage.State.BROKEN);
		assertThat(card.names()).containsExactly("a.jpg");
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> card.write("b.jpg", new byte[1]))
			.withMessageContaining("read-only")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE));
		assertThat(this.services.status()).singleElement()
			.satisfies((status) -> assertThat(status.part()).isEqualTo("storage"));
		// errors=remount-ro does not mean "ro".
		this.board.write("/proc/mounts", "/dev/mmcblk0p1 /mnt/mmcblk0p1 ext4 rw,errors=remount-ro 0 0\n");
		assertThat(card.state()).isEqualTo(Storage.State.READY);
		this.board.write("/proc/mounts", "rootfs / rootfs rw 0 0\n");
		assertThat(card.state()).isEqualTo(Storage.State.ABSENT);
		assertThatExceptionOfType(CameraException.class).isThrownBy(card::names)
			.withMessageContaining("no memory card");
		for (String name : List.of("", "..", "a/b", ".hidden", "x\ny")) {
			this.board.write("/proc/mounts", "/dev/mmcblk0p1 /mnt/mmcblk0p1 vfat rw 0 0\n");
			assertThatExceptionOfType(CameraException.class).isThrownBy(() -> card.write(name, new byte[1]))
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
		}
	}

	@Test
	void theWatchdogIsFedWhileTheCameraIsHealthyAndStoppedOnClose() throws Exception {
		this.board.write("/dev/watchdog", "");
		this.board.write("/sys/class/watchdog/watchdog0/timeout", "1\n");
		this.services.startWatchdog(() -> true);
		assertThat(this.board.read("/dev/watchdog")).as("not configured").isEmpty();
		this.services.close();
		this.services = reopen(Map.of("watchdog", "true"));
		boolean[] healthy = { true };
		this.services.startWatchdog(() -> healthy[0]);
		FakeRoot.await("it is fed", () -> Files.size(this.board.at("/dev/watchdog")) > 1);
		healthy[0] = false;
		this.services.close();
		assertThat(this.board.read("/dev/watchdog")).matches("\0+V");
	}

	@Test
	void aWatchdogThatCannotBeOpenedIsAWrongConfiguration() throws Exception {
		this.services.close();
		this.services = reopen(Map.of("watchdog", "true"));
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> this.services.startWatchdog(() -> true))
			.withMessageStartingWith("camera.hisilicon.watchdog: /dev/watchdog cannot be opened")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

	@Test
	void programsRunBehindTheConfiguredWords() throws Exception {
		Path wrapper = this.own.resolve("wrapper");
		Files.writeString(wrapper, "#!/bin/sh\necho \"$@\" >>" + this.own + "/wrapped\n");
		Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
		this.services.close();
		this.services = reopen(Map.of("run-with", wrapper + " /board"));
		this.services.clock().orElseThrow().set(Instant.ofEpochSecond(5));
		assertThat(Files.readAllLines(this.own.resolve("wrapped"))).endsWith("/board /bin/date -s @5");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "root|relative", "network.interface|eth0;reboot", "network.interface|../x", "network.confirm|0s",
					"network.confirm|soon", "gpio.ir-cut|10", "gpio.ir-cut|10,10", "gpio.ir-cut|10,x",
					"gpio.ir-cut-pulse|2s", "gpio.light|-1", "gpio.light-sensor|!", "gpio.delay|1h", "watchdog|yes" })
	void aWrongPropertyIsNamed(String key, String value) {
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> BoardProperties
				.of(new DriverProperties("hisilicon", BoardProperties.PROPERTIES).read(Map.of(key, value))))
			.withMessageStartingWith("camera.hisilicon." + key + ": ")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

	@Test
	void aPinDoesOneThingOnly() {
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> BoardProperties.of(new DriverProperties("hisilicon", BoardProperties.PROPERTIES)
				.read(Map.of("gpio.ir-cut", "10,11", "gpio.light", "!11"))))
			.withMessageContaining("a pin can do one thing only");
	}

}
