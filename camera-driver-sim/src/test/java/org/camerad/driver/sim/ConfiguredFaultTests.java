package org.camerad.driver.sim;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.FirmwareImage;
import org.camerad.driver.kit.TestImages;
import org.camerad.driver.DriverContext;
import org.camerad.driver.PartStatus;
import org.camerad.driver.sim.fault.FaultKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that every fault can be configured with a schedule and appears in health.
 */
class ConfiguredFaultTests {

	@TempDir
	private Path folder;

	private final AtomicLong nanos = new AtomicLong(7);

	@ParameterizedTest
	@EnumSource(FaultKind.class)
	void isActiveInItsTimeAndReported(FaultKind kind) throws Exception {
		try (SimCamera camera = open(kind, "on,from=10s,for=5s,count=3,probability=0.9")) {
			assertThat(isReported(camera, kind)).isFalse();
			assertThat(camera.simulation().orElseThrow().faults()).singleElement().satisfies((fault) -> {
				assertThat(fault.origin()).isEqualTo("configuration");
				assertThat(fault.name()).isEqualTo(kind.id());
				assertThat(fault.active()).isFalse();
				assertThat(fault.left()).hasValue(3);
				assertThat(fault.probability()).isEqualTo(0.9);
			});
			this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
			assertThat(isReported(camera, kind)).isTrue();
			this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
			assertThat(isReported(camera, kind)).isFalse();
			assertThat(camera.simulation().orElseThrow().faults()).isEmpty();
		}
	}

	@Test
	void firmwareThatRefusesOrIsAwayIsNotInstalled() throws Exception {
		FirmwareImage image = TestImages.of("2.0.0", "rootfs.img", new byte[10]);
		for (String value : new String[] { "refuse", "unavailable" }) {
			try (SimCamera camera = open(FaultKind.FIRMWARE, value + ",count=1")) {
				camera.firmware().orElseThrow().confirm();
				assertThatExceptionOfType(CameraException.class)
					.isThrownBy(() -> camera.firmware().orElseThrow().install(image, (percent) -> {
					}))
					.satisfies((ex) -> assertThat(ex.kind())
						.hasToString(value.equals("refuse") ? "REFUSED" : "UNAVAILABLE"));
				camera.firmware().orElseThrow().install(image, (percent) -> {
				});
			}
		}
	}

	private static boolean isReported(SimCamera camera, FaultKind kind) {
		return camera.status()
			.stream()
			.map(PartStatus::detail)
			.anyMatch((detail) -> detail.startsWith("injected fault " + kind.id() + ": "));
	}

	private SimCamera open(FaultKind kind, String fault) throws CameraException {
		Map<String, String> properties = Map.of("fault." + kind.id(), fault, "reboot-time", "10ms");
		SimConfiguration configuration = SimConfiguration.of(properties);
		return new SimCamera(configuration, new DriverContext(properties, this.folder, Optional.empty(),
				Clock.systemUTC(), Duration.ofSeconds(5), (event) -> {
				}), new CameraStarts().start(configuration, this.folder, this.nanos::get), this.nanos::get);
	}

}
