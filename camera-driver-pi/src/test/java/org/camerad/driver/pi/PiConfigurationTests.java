package org.camerad.driver.pi;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.properties.DocumentedProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PiConfigurationTests {

	@Test
	void theDocumentationHasEveryPropertyAndNoOther() throws IOException {
		DocumentedProperties.check(PiConfiguration.PROPERTIES, "docs/hardware/raspberry-pi.md",
				"docs/hardware/raspberry-pi-system.md");
	}

	@Test
	void everythingHasADefault() throws CameraException {
		PiConfiguration configuration = PiConfiguration.of(Map.of());
		assertThat(configuration.ptz()).isEmpty();
		assertThat(configuration.audio()).isEmpty();
		assertThat(configuration.updater()).isEmpty();
		assertThat(configuration.gpio().pins()).isEmpty();
		assertThat(configuration.video().command()).isEqualTo("rpicam-vid");
		assertThat(configuration.system().networkInterface()).isEqualTo(Optional.empty());
	}

	@Test
	void thePinOfTheHeadIsTaken() {
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> PiConfiguration
				.of(Map.of("ptz.port", "/dev/serial0", "ptz.direction-gpio", "5", "gpio.status-led", "5")))
			.withMessage("camera.pi.gpio.status-led: pin 5 is already in use by another property");
	}

	@Test
	void anUnknownPropertyIsRefusedWithTheNearestOne() {
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> PiConfiguration.of(Map.of("vidoe.camera", "0")))
			.withMessage("camera.pi.vidoe.camera: there is no such property; did you mean camera.pi.video.camera?");
	}

}
