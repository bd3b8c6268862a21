package org.camerad.driver.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.HexFormat;
import java.util.HashSet;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.simulation.Schedule;
import org.camerad.driver.simulation.Fault;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Codec;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.Image;
import org.camerad.driver.IntRange;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Network;
import org.camerad.driver.PartStatus;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.Resolution;
import org.camerad.driver.simulation.Simulation;
import org.camerad.driver.VideoMode;
import org.camerad.driver.support.ntp.FakeTimeServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

class SimCameraTests {

	@TempDir
	private Path folder;

	private final BlockingQueue<CameraEvent> events = new LinkedBlockingQueue<>();

	private Camera camera;

	@AfterEach
	void close() {
		if (this.camera != null) {
			this.camera.close();
		}
	}

	@Test
	void isFoundAsAServiceAndNeverByItsHardware() {
		assertThat(ServiceLoader.load(DriverSPI.class)).singleElement()
			.satisfies((driver) -> assertThat(driver.name()).isEqualTo("sim"))
			.satisfies((driver) -> assertThat(driver.detects()).isFalse());
	}

	@Test
	void saysThatItIsASimulator() throws Exception {
		open(Map.of("model", "Lab 7"));
		assertThat(this.camera.info().model()).isEqualTo("Lab 7");
		assertThat(this.camera.info().kernel()).startsWith("Camerad simulator ");
		assertThat(this.camera.info().fileSystem()).contains("simulated");
	}

	@Test
	void theIdentityIsKeptInTheFolderWhateverTheSeed() throws Exception {
		open(Map.of("seed", "1"));
		byte[] macAddress = macAddress();
		String serialNumber = this.camera.info().serialNumber();
		this.camera.maintenance().orElseThrow().factoryReset(false);
		this.camera.close();
		open(Map.of("seed", "2"));
		assertThat(this.camera.info().serialNumber()).isEqualTo(serialNumber).matches("SIM[0-9A-F]{16}");
		assertThat(macAddress()).isEqualTo(macAddress);
		this.camera.close();
		Files.delete(this.folder.resolve("identity"));
		open(Map.of("seed", "1"));
		assertThat(this.camera.info().serialNumber()).isNotEqualTo(serialNumber);
		assertThat(macAddress()).isNotEqualTo(macAddress);
		assertThat(macAddress[0]).as("locally administered, one station").isEqualTo((byte) 0x02);
	}

	@Test
	void aConfiguredIdentityTellsCamerasApartByTheirNumbers() throws Exception {
		Set<String> serialNumbers = new HashSet<>();
		Set<String> macAddresses = new HashSet<>();
		for (int number : new int[] { 1, 2, 3, 3 }) {
			DriverContext context = new DriverContext(Map.of("identity", "lab"), this.folder, Optional.empty(),
					Clock.systemUTC(), Duration.ofSeconds(5), this.events::add, number);
			this.camera = new SimDriver().open(context);
			serialNumbers.add(this.camera.info().serialNumber());
			macAddresses.add(HexFormat.of().formatHex(macAddress()));
			this.camera.close();
		}
		assertThat(serialNumbers).hasSize(3);
		assertThat(macAddresses).hasSize(3);
		open(Map.of("identity", "lab/3"));
		assertThat(serialNumbers).contains(this.camera.info().serialNumber());
	}

	@Test
	void aCameraOfSeveralHasASeedAndAnIdentityOfItsOwn() throws Exception {
		Map<String, String> shared = Map.of("identity", "lab", "seed", "5");
		assertThat(SimConfiguration.of(context(shared, 3, Set.of())).seed()).isEqualTo(7);
		assertThat(SimConfiguration.of(context(shared, 3, Set.of("seed"))).seed()).isEqualTo(5);
		assertThat(SimConfiguration.of(context(Map.of(), 1, Set.of())).seed()).isEqualTo(1);
		this.camera = new SimDriver().open(context(shared, 3, Set.of("identity")));
		String serialNumber = this.camera.info().serialNumber();
		this.camera.close();
		open(shared);
		assertThat(this.camera.info().serialNumber()).isEqualTo(serialNumber);
	}

	private DriverContext context(Map<String, String> properties, int number, Set<String> own) {
		return new DriverContext(properties, this.folder, Optional.empty(), Clock.systemUTC(), Duration.ofSeconds(5),
				this.events::add, number, own);
	}

	@Test
	void aFolderThatCannotBeWrittenHasNoIdentity() throws Exception {
		Files.createDirectories(this.folder.resolve("identity.part").resolve("in the way of the new file"));
		assertFails(CameraException.Kind.UNAVAILABLE, () -> open(Map.of()));
		open(Map.of("identity", "lab"));
	}

	private byte[] macAddress() {
		return this.camera.network().orElseThrow().macAddress();
	}

	@Test
	void offersTheModesOfTheContract() throws Exception {
		open(Map.of());
		Resolution full = Resolution.of(2592, 1944);
		Resolution hd = Resolution.parse("1080P").orElseThrow();
		assertThat(this.camera.streams().get(0).modes()).containsExactly(
				new VideoMode(Codec.H264, full, new IntRange(1, 15), new IntRange(500, 8000)),
				new VideoMode(Codec.H264, hd, new IntRange(1, 30), new IntRange(500, 6000)),
				new VideoMode(Codec.H265, full, new IntRange(1, 15), new IntRange(500, 6000)),
				new VideoMode(Codec.H265, hd, new IntRange(1, 30), new IntRange(500, 4000)));
		assertThat(this.camera.streams().get(1).modes())
			.extracting((mode) -> mode.codec() + " " + mode.resolution().name() + " " + mode.frameRate() + " "
					+ mode.bitrateKbps())
			.containsExactly("H264 VGA 1-30 50-2000", "H264 480X360 1-30 50-2000", "H265 VGA 1-30 50-2000",
					"H265 480X360 1-30 50-2000");
	}

	@Test
	void aRebootTakesItsTimeAndLosesWhatIsVolatile() throws Exception {
		CompletableFuture<Throwable> away = new CompletableFuture<>();
		this.camera = new SimDriver().open(context(Map.of("reboot-time", "300ms"), (event) -> {
			// During the reboot, which waits for its listener.
			if (event instanceof CameraEvent.Unavailable) {
				away.complete(catchThrowable(() -> this.camera.ptz().orElseThrow().position()));
			}
			this.events.add(event);
		}));
		this.camera.image().orElseThrow().apply(TestSettings.image(1, 2, 3, 4));
		this.camera.ptz().orElseThrow().move(new PtzMotion(1, 1, 10, 1, 1, 1));
		this.camera.clock().orElseThrow().set(Instant.parse("2031-01-01T00:00:00Z"));
		long startNanos = System.nanoTime();
		this.camera.maintenance().orElseThrow().reboot();
		assertThat(away.get(30, TimeUnit.SECONDS)).isInstanceOf(CameraException.class)
			.hasMessageContaining("rebooting");
		assertThat(event()).isInstanceOf(CameraEvent.Unavailable.class);
		assertThat(event()).isInstanceOf(CameraEvent.Available.class);
		assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
		assertThat(this.camera.ptz().orElseThrow().position()).contains(SimulatedHead.HOME);
		assertThat(((VolatileSetting<?>) this.camera.image().orElseThrow()).inEffect()).isEqualTo(Image.NEUTRAL);
		assertThat(this.camera.clock().orElseThrow().now()).isAfter(Instant.parse("2031-01-01T00:00:00Z"));
	}

	@Test
	void aRebootRestartsTheFrameNumbers() throws Exception {
		long[] nanos = { 0 };
		this.camera = new SimDriver(() -> nanos[0]).open(context(Map.of("reboot-time", "0")));
		nanos[0] = TimeUnit.HOURS.toNanos(1);
		assertThat(this.camera.streams().get(1).snapshot().number()).isEqualTo(25 * 3600);
		this.camera.maintenance().orElseThrow().reboot();
		assertThat(event()).isInstanceOf(CameraEvent.Unavailable.class);
		assertThat(event()).isInstanceOf(CameraEvent.Available.class);
		assertThat(this.camera.streams().get(1).snapshot().number()).isZero();
	}

	@Test
	void aSettingThatShowsIsInTheVeryNextSnapshot() throws Exception {
		open(Map.of());
		byte[] before = this.camera.streams().get(1).snapshot().jpeg();
		this.camera.image().orElseThrow().apply(TestSettings.image(255, 128, 128, 128));
		assertThat(this.camera.streams().get(1).snapshot().jpeg()).isNotEqualTo(before);
	}

	@Test
	void theLeaseIsSeenWhileDhcpIsOn() throws Exception {
		open(Map.of());
		Network initial = this.camera.network().orElseThrow().initial();
		assertThat(initial.address().getHostAddress()).isEqualTo("192.168.0.10");
		this.camera.network()
			.orElseThrow()
			.apply(TestSettings.network(true, initial.address(), initial.netmask(), initial.gateway(), initial.dns1(),
					initial.dns2()));
		Network lease = this.camera.network().orElseThrow().inUse();
		assertThat(lease.address()).isNotEqualTo(initial.address());
		assertThat(lease.dns1()).isNotEqualTo(initial.dns1());
	}

	@Test
	void asksTheConfiguredTimeServer() throws Exception {
		open(Map.of());
		try (FakeTimeServer server = new FakeTimeServer(Duration.ofDays(400))) {
			this.camera.clock()
				.orElseThrow()
				.apply(TestSettings.clock(ZoneOffset.UTC, ClockSettings.Source.NTP, "localhost", server.port()));
			assertThat(server.requests().poll(30, TimeUnit.SECONDS)).isNotNull();
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
			while (clockStatus().state() != PartStatus.State.WORKING) {
				assertThat(System.nanoTime()).as(clockStatus().toString()).isLessThan(deadline);
				TimeUnit.MILLISECONDS.sleep(5);
			}
			assertThat(this.camera.clock().orElseThrow().now()).isAfter(Instant.now().plus(Duration.ofDays(399)));
		}
	}

	@Test
	void partsFailAsConfiguredAndHealthTellsSo() throws Exception {
		open(Map.of("fault.image", "refuse", "fault.osd", "unavailable", "fault.storage", "10ms"));
		assertFails(CameraException.Kind.REFUSED,
				() -> this.camera.image().orElseThrow().apply(TestSettings.image(1, 1, 1, 1)));
		assertThat(((VolatileSetting<?>) this.camera.image().orElseThrow()).inEffect()).isEqualTo(Image.NEUTRAL);
		assertFails(CameraException.Kind.UNAVAILABLE,
				() -> this.camera.osd().orElseThrow().apply(PictureLimits.NO_OSD));
		assertThat(this.camera.storage().orElseThrow().state()).isNotNull();
		assertThat(this.camera.status()).extracting((status) -> status.part() + " " + status.state())
			.containsExactlyInAnyOrder("image FAILED", "osd FAILED", "storage IMPAIRED", "clock WORKING");
	}

	@Test
	void aFaultCanBeSetAndMendedWhileRunning() throws Exception {
		open(Map.of());
		Simulation simulation = this.camera.simulation().orElseThrow();
		simulation.set(new Fault("video", Optional.empty(), Schedule.ALWAYS));
		assertFails(CameraException.Kind.UNAVAILABLE, () -> this.camera.streams().get(0).snapshot());
		simulation.clear("video");
		assertThat(this.camera.streams().get(0).snapshot()).isNotNull();
	}

	@Test
	void closingEndsAWaitForASlowPart() throws Exception {
		open(Map.of("fault.ptz", "10m"));
		CompletableFuture<Throwable> call = CompletableFuture.supplyAsync(() -> {
			try {
				this.camera.ptz().orElseThrow().stop();
				return null;
			}
			catch (CameraException ex) {
				return ex;
			}
		});
		this.camera.close();
		assertThat(call.get(30, TimeUnit.SECONDS)).isInstanceOf(CameraException.class);
	}

	@Test
	void closingLeavesNoThread() throws Exception {
		open(Map.of("reboot-time", "10m"));
		this.camera.clock()
			.orElseThrow()
			.apply(TestSettings.clock(ZoneOffset.UTC, ClockSettings.Source.NTP, "127.0.0.1", 9));
		this.camera.maintenance().orElseThrow().reboot();
		this.camera.close();
		ThreadAssertions.awaitNone((name) -> name.startsWith("camera-sim-") || name.equals("camera-ntp"));
	}

	@Test
	void aPresetThatWasNeverAddedIsRefused() throws Exception {
		open(Map.of());
		assertFails(CameraException.Kind.REFUSED, () -> this.camera.ptz().orElseThrow().callPreset(7));
		assertFails(CameraException.Kind.REFUSED, () -> this.camera.ptz().orElseThrow().addPreset(256));
	}

	@Test
	void aClockThatCannotBeReadGoesWithTheHosts() throws Exception {
		Files.writeString(this.folder.resolve("clock-shift"), "rubbish");
		open(Map.of());
		assertThat(this.camera.clock().orElseThrow().now()).isBetween(Instant.now().minusSeconds(60),
				Instant.now().plusSeconds(60));
	}

	@Test
	void aFolderThatCannotBeWrittenRefusesWhatMustBeKept() throws IOException, CameraException {
		open(Map.of());
		Files.createDirectories(this.folder.resolve("clock-shift.part").resolve("in the way"));
		Files.createDirectories(this.folder.resolve("presets.part").resolve("in the way"));
		assertFails(CameraException.Kind.UNAVAILABLE, () -> this.camera.clock().orElseThrow().set(Instant.EPOCH));
		assertThat(this.camera.clock().orElseThrow().now()).isAfter(Instant.EPOCH.plusSeconds(1000));
		assertFails(CameraException.Kind.UNAVAILABLE, () -> this.camera.ptz().orElseThrow().addPreset(1));
	}

	private void open(Map<String, String> properties) throws CameraException {
		this.camera = new SimDriver().open(context(properties));
	}

	private DriverContext context(Map<String, String> properties) {
		return context(properties, this.events::add);
	}

	private DriverContext context(Map<String, String> properties, Consumer<CameraEvent> listener) {
		return new DriverContext(new HashMap<>(properties), this.folder, Optional.of(this.folder), Clock.systemUTC(),
				Duration.ofSeconds(5), listener);
	}

	private CameraEvent event() throws InterruptedException {
		CameraEvent event = this.events.poll(30, TimeUnit.SECONDS);
		assertThat(event).isNotNull();
		return event;
	}

	private PartStatus clockStatus() {
		return this.camera.status()
			.stream()
			.filter((status) -> status.part().equals("clock"))
			.findFirst()
			.orElseThrow();
	}

	private static void assertFails(CameraException.Kind kind,
			org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(kind));
	}

}
