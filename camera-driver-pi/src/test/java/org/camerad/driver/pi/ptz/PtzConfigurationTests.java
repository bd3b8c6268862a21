package org.camerad.driver.pi.ptz;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.support.pelcod.PelcoDSettings;
import org.camerad.driver.support.pelcod.PresetNumbers;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.support.properties.PropertyValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PtzConfigurationTests {

	@Test
	void withoutAPortThereIsNoHead() throws CameraException {
		assertThat(PtzConfiguration
			.of(new DriverProperties("pi", PtzConfiguration.PROPERTIES).read(Map.of("ptz.address", "3")))).isEmpty();
	}

	@Test
	void aPortIsEnough() throws CameraException {
		PtzConfiguration configuration = PtzConfiguration
			.of(new DriverProperties("pi", PtzConfiguration.PROPERTIES).read(Map.of("ptz.port", "/dev/serial0")))
			.orElseThrow();
		assertThat(configuration.port()).hasToString("/dev/serial0");
		assertThat(configuration.directionGpio()).isEmpty();
		assertThat(configuration.settings()).isEqualTo(PelcoDSettings.defaults(1, 2400));
	}

	@Test
	void everythingCanBeSet() throws CameraException {
		PropertyValues values = new DriverProperties("pi", PtzConfiguration.PROPERTIES).read(Map.ofEntries(
				Map.entry("ptz.port", "/dev/ttyUSB0"), Map.entry("ptz.address", "255"), Map.entry("ptz.baud", "9600"),
				Map.entry("ptz.turbo", "FF"), Map.entry("ptz.repeat", "1s"), Map.entry("ptz.spacing", "50ms"),
				Map.entry("ptz.reversal-pause", "0s"), Map.entry("ptz.presets", "refused"),
				Map.entry("ptz.reserved-presets", "33, 90-92"), Map.entry("ptz.highest-preset", "128"),
				Map.entry("ptz.answers", "true"), Map.entry("ptz.direction-gpio", "17")));
		PtzConfiguration configuration = PtzConfiguration.of(values).orElseThrow();
		assertThat(configuration.directionGpio()).hasValue(17);
		assertThat(configuration.settings()).isEqualTo(new PelcoDSettings(255, 9600, PelcoDSettings.Turbo.FF,
				Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ZERO,
				new PresetNumbers(PresetNumbers.Policy.REFUSED, Set.of(33, 90, 91, 92), 128), true));
	}

	@ParameterizedTest
	@CsvSource({ "port, ttyUSB0", "address, 0", "address, 256", "address, x", "baud, 19200", "baud, 0", "turbo, on",
			"repeat, 61s", "repeat, -1s", "spacing, 5", "reversal-pause, 2h", "presets, any", "reserved-presets, 0",
			"reserved-presets, 9-3", "reserved-presets, 300", "reserved-presets, '3,,4'", "highest-preset, 0",
			"answers, yes", "direction-gpio, 28" })
	void wrongValueIsRefusedByItsName(String key, String value) {
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> PtzConfiguration
				.of(new DriverProperties("pi", PtzConfiguration.PROPERTIES).read(Map.of("ptz." + key, value))))
			.withMessageStartingWith("camera.pi.ptz." + key + ": ")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

}
