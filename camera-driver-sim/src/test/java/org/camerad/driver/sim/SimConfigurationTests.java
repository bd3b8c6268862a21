package org.camerad.driver.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.camerad.driver.CameraException;
import org.camerad.driver.simulation.Persona;
import org.camerad.driver.simulation.Schedule;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.fault.FaultValue;
import org.camerad.driver.sim.fault.FaultPlan;
import org.camerad.driver.sim.scene.Scene;
import org.camerad.driver.support.properties.DocumentedProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SimConfigurationTests {

	@Test
	void everythingHasADefault() throws CameraException {
		SimConfiguration configuration = SimConfiguration.of(Map.of());
		assertThat(configuration).isEqualTo(new SimConfiguration(1, Optional.empty(), "MC200J6", Duration.ofSeconds(2),
				SimConfiguration.Card.PRESENT, Persona.NONE, Scene.street(1), List.of(), List.of()));
	}

	@Test
	void everythingCanBeConfigured() throws CameraException {
		SimConfiguration configuration = SimConfiguration.of(Map.of("seed", "-7", "identity", "unit 4", "model",
				"Lab 3", "reboot-time", "500ms", "sd", "broken", "persona", "no-media2", "scene", "storm", "fault.ptz",
				"refuse", "fault.video", "unavailable", "fault.clock", "20ms"));
		assertThat(configuration).isEqualTo(new SimConfiguration(-7, Optional.of("unit 4"), "Lab 3",
				Duration.ofMillis(500), SimConfiguration.Card.BROKEN, Persona.NO_MEDIA2, storm(), List.of(),
				List.of(new FaultPlan(FaultKind.VIDEO, new FaultValue.Unavailable(), Schedule.ALWAYS),
						new FaultPlan(FaultKind.PTZ, new FaultValue.Refuse(), Schedule.ALWAYS),
						new FaultPlan(FaultKind.CLOCK, new FaultValue.Time(Duration.ofMillis(20)), Schedule.ALWAYS))));
	}

	@Test
	void aScenesOwnStripStandsUnlessItIsConfigured(@TempDir Path folder) throws Exception {
		String scene = Files.writeString(folder.resolve("a.yml"), "strip: false").toString();
		assertThat(SimConfiguration.of(Map.of("scene", scene)).scene().strip()).isFalse();
		assertThat(SimConfiguration.of(Map.of("scene", scene, "strip", "true")).scene().strip()).isTrue();
	}

	@Test
	void theDocumentationHasEveryPropertyAndNoOther() throws IOException {
		DocumentedProperties.check(SimConfiguration.PROPERTIES, "docs/simulator.md");
	}

	@Test
	void aBlankValueIsTheSameAsNone() throws CameraException {
		assertThat(SimConfiguration
			.of(Map.of("seed", "", "model", " ", "reboot-time", "", "scene", "", "fault.latency", "")))
			.isEqualTo(SimConfiguration.of(Map.of()));
	}

	private static Scene storm() {
		try {
			return Scene.open("storm", -7);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@CsvSource({ "2s,2000", "2,2000", "0,0", "1m,60000", "10m,600000", "1500ms,1500", " 3s ,3000" })
	void timesHaveUnits(String value, long millis) throws CameraException {
		assertThat(SimConfiguration.of(Map.of("reboot-time", value)).rebootTime()).hasMillis(millis);
	}

	@ParameterizedTest
	@CsvSource({ "reboot-time,-1s", "reboot-time,soon", "reboot-time,11m", "reboot-time,1h", "reboot-time,9999999999",
			"sd,maybe", "sd,PRESENT", "seed,x", "seed,99999999999999999999", "model,a\u0007b", "fault.ptz,sometimes",
			"fault.wheels,refuse", "sede,1", "scene,/no/such.yml", "strip,yes", "persona,perfect",
			"fault.sensor-lost,2s", "fault.latency,'1s,count=0'" })
	void aMistakeIsRefusedWithTheFullNameOfTheProperty(String key, String value) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> SimConfiguration.of(Map.of(key, value)))
			.withMessageStartingWith("camera.sim." + key + ": ")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.REFUSED));
	}

}
