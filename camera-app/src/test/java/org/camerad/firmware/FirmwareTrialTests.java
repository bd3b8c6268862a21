package org.camerad.firmware;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.camerad.camera.Drivers;
import org.camerad.driver.Camera;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.Firmware;
import org.camerad.firmware.ImageReceiver.ReceivedImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the trial of a version, on the simulator that runs 2.0.0 for the first time.
 */
class FirmwareTrialTests {

	@TempDir
	Path folder;

	private final DriverSPI driver = Drivers.find(null).choose("sim");

	private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

	private Camera camera;

	@BeforeEach
	void install() throws Exception {
		this.camera = open();
		ImageReceiver receiver = new ImageReceiver(this.folder, 1_000_000,
				FirmwareKeys.read(List.of(SwuBuilder.key(this.folder))));
		try (ReceivedImage image = receiver.receive(new ByteArrayInputStream(new SwuBuilder().build()),
				new UpgradeRules("MC200J6", "1.0.0", false), (received) -> {
				}, () -> {
				})) {
			firmware().install(image.image(), (percent) -> {
			});
		}
		reopen();
		assertThat(firmware().status().onTrial()).isTrue();
	}

	@AfterEach
	void close() {
		this.camera.close();
	}

	private Camera open() throws Exception {
		return this.driver.open(new DriverContext(Map.of(), Files.createDirectories(this.folder.resolve("sim")),
				Optional.empty(), Clock.systemUTC(), Duration.ofSeconds(5), (event) -> {
				}));
	}

	private void reopen() throws Exception {
		this.camera.close();
		this.camera = open();
	}

	private Firmware firmware() {
		return this.camera.firmware().orElseThrow();
	}

	private String end(FirmwareTrial trial) throws InterruptedException {
		trial.start(firmware(), () -> this.ends.add("kept"), () -> this.ends.add("restart"));
		return String.valueOf(this.ends.poll(60, TimeUnit.SECONDS));
	}

	@Test
	void aVersionThatDoesNotWorkInTimeIsGivenUp() throws Exception {
		assertThat(end(new FirmwareTrial(() -> false, Duration.ofMillis(1)))).isEqualTo("restart");
		assertThat(firmware().status().failure()).startsWith("firmware 2.0.0 did not work within");
		reopen();
		assertThat(firmware().status().version()).isEqualTo("1.0.0");
		assertThat(firmware().status().onTrial()).isFalse();
	}

	@Test
	void aVersionThatWorksIsKept() throws Exception {
		AtomicInteger checks = new AtomicInteger();
		assertThat(end(new FirmwareTrial(() -> checks.incrementAndGet() == 2, Duration.ofMinutes(5))))
			.isEqualTo("kept");
		reopen();
		assertThat(firmware().status().version()).isEqualTo("2.0.0");
		assertThat(firmware().status().onTrial()).isFalse();
	}

	@Test
	void aTrialThatIsClosedDecidesNothing() throws Exception {
		FirmwareTrial trial = new FirmwareTrial(() -> false, Duration.ofMinutes(5));
		trial.start(firmware(), () -> this.ends.add("kept"), () -> this.ends.add("restart"));
		trial.close();
		assertThat(this.ends.poll(200, TimeUnit.MILLISECONDS)).isNull();
		assertThat(firmware().status().onTrial()).isTrue();
	}

}
