package org.camerad.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The endpoint on the management port, and what its faults do to a client. */
class SimulationTests {

	@TempDir
	static Path folder;

	private static Camerad camera;

	private static String uid;

	@BeforeAll
	static void start() {
		camera = Camerad.start(folder, List.of("camera.driver=sim", "camera.session.timeout=1h"));
		uid = camera.logIn();
	}

	@AfterAll
	static void stop() {
		camera.close();
	}

	@AfterEach
	void mend() {
		assertThat(ask("DELETE", "", "").status()).isEqualTo(200);
	}

	@Test
	void theEndpointShowsWhatCanBeSet() {
		JsonNode state = json(ask("GET", "", ""));
		assertThat(state.at("/settable/faults").valueStream().map((type) -> type.get("fault").stringValue())).contains(
				"sensor-lost", "frozen-frame", "black-frame", "torn-frame", "half-jpeg", "empty-answer",
				"slow-first-byte", "reset-in-body", "sd-absent", "sd-full", "sd-read-only", "sd-slow", "clock-jump",
				"device-hangs", "device-fails", "ptz-stuck", "ptz-slow", "latency", "slow-reboot");
		assertThat(state.get("sn").stringValue()).startsWith("SIM");
		assertThat(Wire.get(camera.managementPort(), "/actuator").text()).contains("/actuator/sim");
	}

	@Test
	void theEndpointIsOnTheManagementPortOnly() {
		assertThat(camera.get("/actuator/sim").status()).isEqualTo(404);
		assertThat(Wire.ask("DELETE", camera.port(), "/actuator/sim").status()).isEqualTo(405);
	}

	@Test
	void aFaultIsSetSeenInHealthAndCleared() {
		assertThat(set("{\"fault\":\"sensor-lost\"}").status()).isEqualTo(200);
		assertThat(picture().told()).isEqualTo(Answer.fault(503, "/cgi-bin/snapshot", "device error"));
		assertThat(camera.health("").text()).contains("\"part.sensor\":\"FAILED: sensor-lost");
		assertThat(ask("DELETE", "/faults/sensor-lost", "").status()).isEqualTo(200);
		assertThat(picture().status()).isEqualTo(200);
		assertThat(camera.health("").text()).doesNotContain("part.sensor");
	}

	@Test
	void anEmptyAnswerIsASuccessWithoutABody() {
		set("{\"fault\":\"empty-answer\",\"count\":1}");
		Answer empty = picture();
		assertThat(empty.status()).isEqualTo(200);
		assertThat(empty.header("Content-Length")).isEqualTo("0");
		assertThat(empty.body()).isEmpty();
		assertThat(picture().body()).isNotEmpty();
	}

	@Test
	void halfAJpegLacksItsEndAndNothingTells() {
		set("{\"fault\":\"half-jpeg\",\"count\":1}");
		byte[] half = picture().body();
		assertThat(half).startsWith(0xFF, 0xD8);
		assertThat(half[half.length - 1]).isNotEqualTo((byte) 0xD9);
		assertThat(picture().body()).startsWith(0xFF, 0xD8).endsWith(0xFF, 0xD9).hasSizeGreaterThan(half.length);
	}

	@Test
	void aResetComesInTheMiddleOfTheBody() throws IOException {
		set("{\"fault\":\"reset-in-body\",\"count\":1}");
		Answer cut = picture();
		assertThat(cut.status()).isEqualTo(200);
		assertThat(Integer.parseInt(cut.header("Content-Length"))).isGreaterThan(cut.body().length);
		assertThat(cut.body()).startsWith(0xFF, 0xD8).hasSize(Integer.parseInt(cut.header("Content-Length")) / 2);
		assertThat(picture().body()).endsWith(0xFF, 0xD9);
	}

	private static Answer picture() {
		return camera.get("/cgi-bin/snapshot.cgi?stream=1&uid=" + uid);
	}

	private static Answer set(String body) {
		return ask("POST", "", body);
	}

	static Answer ask(String method, String path, String body) {
		byte[] content = body.getBytes(StandardCharsets.UTF_8);
		String request = Wire.request(method, "/actuator/sim" + path, "Content-Type: application/json",
				"Content-Length: " + content.length) + body;
		return Wire.exchange(camera.managementPort(), request);
	}

	private static JsonNode json(Answer answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

}
