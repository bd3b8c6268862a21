package org.camerad.operation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.camerad.operation.FirmwareProperties.Restart;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FirmwarePropertiesTests {

	private static CameraProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("camera",
				CameraProperties.class);
	}

	@Test
	void nothingIsTrustedUnlessConfigured() {
		FirmwareProperties firmware = bind(Map.of()).firmware();
		assertThat(firmware.keys()).isEmpty();
		assertThat(firmware.allowDowngrade()).isFalse();
		assertThat(firmware.restart()).isEqualTo(Restart.CAMERA);
		assertThat(firmware.maxSize().toMegabytes()).isEqualTo(64);
	}

	@Test
	void keysAreSeparatedByCommas() {
		assertThat(bind(Map.of("camera.firmware.keys", "a.pem, b.pem")).firmware().keys())
			.isEqualTo(List.of(Path.of("a.pem"), Path.of("b.pem")));
	}

	@Test
	void aWrongWordIsAnsweredWithTheRightOnes() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("camera.firmware.restart", "board")))
			.satisfies((ex) -> assertThat(new WordFailureAnalyzer().analyze(ex).getDescription())
				.isEqualTo("camera.firmware.restart: must be camera or process"));
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> bind(Map.of("camera.firmware.max-size", "large")))
			.satisfies((ex) -> assertThat(new WordFailureAnalyzer().analyze(ex)).isNull());
	}

	@Test
	void aProcessOfSeveralCamerasDoesNotRestart() {
		assertThat(bind(Map.of("camera.firmware.restart", "process")).firmware().restart()).isEqualTo(Restart.PROCESS);
		assertThatException().isThrownBy(() -> bind(Map.of("camera.firmware.restart", "process", "camera.count", "2")))
			.withStackTraceContaining("camera.firmware.restart: process would restart all 2 cameras");
	}

}
