package org.camerad.driver.pi;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PiDriverTests {

	@Test
	void isFoundAsAServiceAndDetectsABoardOnly() {
		assertThat(ServiceLoader.load(DriverSPI.class)).singleElement()
			.satisfies((driver) -> assertThat(driver.name()).isEqualTo("pi"))
			.satisfies((driver) -> assertThat(driver.detects())
				.isEqualTo(Path.of("/proc/device-tree/model").toFile().exists()));
	}

	@ParameterizedTest
	@CsvSource({ "video.camera, x", "video.camera, 10", "video.quality, 0", "video.rotation, 90", "video.mirrored, yes",
			"video.stall-time, 10", "video.encoder, h265", "video.mode, 1920x1080", "video.lens-position, 2",
			"video.exposure-value, 9", "video.white-balance, --help", "video.flicker-period, 50",
			"video.metering, matrix", "video.autofocus, on", "video.tuning-file, imx219.json", "viedo.camera, 0" })
	void aWrongPropertyIsRefusedByItsName(String key, String value, @TempDir Path folder) {
		DriverContext context = new DriverContext(Map.of(key, value), folder, Optional.empty(), Clock.systemUTC(),
				Duration.ofSeconds(5), (event) -> {
				});
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> new PiDriver().open(context))
			.withMessageStartingWith("camera.pi." + key + ": ")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

}
