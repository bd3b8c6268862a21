package org.camerad.driver.hisilicon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.support.properties.DocumentedProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HiSiliconConfigurationTests {

	private static HiSiliconConfiguration read(Map<String, String> properties, boolean onBoard) throws CameraException {
		return HiSiliconConfiguration.of(new DriverContext(properties, Path.of("/nowhere"), Optional.empty(),
				Clock.systemUTC(), Duration.ofSeconds(5), (event) -> {
				}), onBoard);
	}

	@Test
	void theDocumentationHasEveryPropertyAndNoOther() throws IOException {
		DocumentedProperties.check(HiSiliconConfiguration.PROPERTIES, "docs/hardware/hisilicon.md",
				"docs/hardware/hisilicon-board.md", "docs/hardware/hisilicon-ptz.md");
	}

	@Test
	void onABoardEverythingHasADefault() throws CameraException {
		HiSiliconConfiguration configuration = read(Map.of(), true);
		assertThat(configuration.streamer().url()).hasToString("http://127.0.0.1");
		assertThat(configuration.board().orElseThrow().interfaceName()).isEqualTo("eth0");
		assertThat(configuration.ptz()).isEmpty();
		assertThat(configuration.bridge()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "gpio.light, 4, board=local", "ptz.port, /dev/ttyAMA1, board=local" })
	void aGatewayHasNoBoard(String name, String value, String needed) {
		Map<String, String> properties = new TreeMap<>(Map.of("streamer.url", "http://192.0.2.1"));
		properties.put(name, value);
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> read(properties, false))
			.withMessage("camera.hisilicon." + name + ": has no effect without camera.hisilicon." + needed);
	}

	@ParameterizedTest
	@CsvSource({ "none, ptz.reverse-pan, true", "xm-kmotor, ptz.port, /dev/ttyAMA1", "xm-uart, ptz.address, 2",
			"camhi-motor, ptz.tilt-steps, 100" })
	void aHeadHasOnlyItsOwnProperties(String protocol, String name, String value) {
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> read(Map.of("ptz.protocol", protocol, name, value), true))
			.withMessageStartingWith(
					"camera.hisilicon." + name + ": has no effect without camera.hisilicon.ptz.protocol");
	}

	@Test
	void anUnknownPropertyIsRefusedWithTheNearestOne() {
		assertThatExceptionOfType(CameraException.class)
			.isThrownBy(() -> read(Map.of("streamer.pasword", "hunter2"), true))
			.withMessage("camera.hisilicon.streamer.pasword: there is no such property; "
					+ "did you mean camera.hisilicon.streamer.password?");
	}

}
