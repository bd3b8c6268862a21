package org.camerad.contract;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The state that the console reads. */
@ExtendWith(ServiceFixtureExtension.class)
class ConsoleStateTests {

	private static final String STATE = "/console/state";

	private final ServiceFixture bench;

	private final TestService camera;

	private String uid = "";

	ConsoleStateTests(ServiceFixture bench) {
		this.bench = bench;
		this.camera = bench.shared();
	}

	@BeforeEach
	void logIn() {
		this.uid = this.camera.logIn();
	}

	@AfterEach
	void deleteUsers() {
		for (String name : List.of("watcher", "operator")) {
			this.camera.get("/cgi-bin/user_management?action=delete&name=" + name + "&uid=" + this.uid);
		}
	}

	@Test
	void itTellsWhatTheInterfacesDoNot() {
		RawResponse response = state(this.uid);
		assertThat(response.header("Content-Type")).isEqualTo("application/json");
		assertThat(response.header("Cache-Control")).isEqualTo("no-store");
		JsonNode state = json(response);
		assertThat(state.path("user").asString()).isEqualTo(TestService.ADMIN);
		assertThat(state.path("role").asString()).isEqualTo("Administrator");
		assertThat(state.path("sessionSeconds").asDouble()).isPositive();
		assertThat(state.path("model").asString()).isEqualTo(interfaceText("getmodel"));
		assertThat(state.path("uploads").path("sd").asBoolean()).isTrue();
		assertThat(state.path("uploads").path("ftp").asBoolean()).isFalse();
		assertThat(state.path("health").path("status").asString()).isIn("UP", "DEGRADED");
		assertThat(state.path("versions").path("kernel").asString())
			.isEqualTo(this.camera.get("/cgi-bin/getinfo?uid=" + this.uid).attribute("kernel"));
	}

	private String interfaceText(String name) {
		return this.camera.get("/cgi-bin/" + name + "?uid=" + this.uid).root().getTextContent();
	}

	@ParameterizedTest
	@CsvSource({ "audio, audioencoder", "osd, osd", "motion, motion", "ptz, ptz_ctrl" })
	void partsAreThoseThatTheInterfacesHave(String part, String path) {
		assertThat(json(state(this.uid)).path("parts").path(part).asBoolean()).isEqualTo(this.bench.has(path));
	}

	@Test
	void missingParametersAreNamedWithTheirInterface() {
		List<String> missing = json(state(this.uid)).path("missing").valueStream().map(JsonNode::asString).toList();
		assertThat(missing.stream().map((name) -> name.substring(name.indexOf('.') + 1)))
			.containsAll(this.bench.lackedParameters());
		for (String name : missing) {
			assertThat(name).matches("[a-z_0-9]+\\.[a-z_0-9]+");
		}
	}

	@Test
	void presetsAreThoseThatWereAdded() {
		this.bench.needs("ptz_ctrl");
		assertThat(ptz("add_preset=200").status()).isEqualTo(200);
		assertThat(presets()).contains(200);
		assertThat(ptz("delete_preset=200").status()).isEqualTo(200);
		assertThat(presets()).doesNotContain(200);
	}

	private RawResponse ptz(String query) {
		return this.camera.get("/cgi-bin/ptz_ctrl?" + query + "&uid=" + this.uid);
	}

	private List<Integer> presets() {
		return json(state(this.uid)).path("presets").valueStream().map(JsonNode::asInt).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "X-Uid:", "X-Uid: 00000000", "X-Uid: \u00e9\"<>", "Cookie: uid=UID",
			"X-Uid: UID\r\nX-Uid: UID", "Authorization: Basic YWRtaW46cGFzcy0wZi10aGUtZmFjdG9yeQ==" })
	void withoutAUidItSaysNothing(String header) {
		RawResponse response = this.camera.get(STATE + "?uid=" + this.uid, header.replace("UID", this.uid));
		assertThat(response.status()).isEqualTo(401);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.header("WWW-Authenticate")).as("no dialog").isEqualTo("Uid realm=\"camera\"");
		assertThat(json(response)).isEqualTo(JsonMapper.shared().readTree("{\"status\":401,\"title\":\"uid error\"}"));
	}

	@Test
	void wrongUidsCountAsGuesses() {
		String address = "127.0.0.77";
		for (int i = 10; i < 22; i++) {
			RawHttpClient.getFrom(address, this.camera.port(), STATE, "X-Uid: guess0" + i);
		}
		assertThat(RawHttpClient.getFrom(address, this.camera.port(), STATE, "X-Uid: " + this.uid).status())
			.isEqualTo(401);
		assertThat(state(this.uid).status()).isEqualTo(200);
	}

	@Test
	void aUserLearnsNoReasonsAndADeletedOneNothing() {
		this.camera.add(this.uid, "watcher", "User");
		String watcher = this.camera.logIn("watcher", TestService.PASSWORD);
		JsonNode state = json(state(watcher));
		assertThat(state.path("role").asString()).isEqualTo("User");
		assertThat(state.path("firstStart").asBoolean()).isFalse();
		assertThat(state.path("health").path("reasons").valueStream().map((reason) -> reason.path("text").asString()))
			.allMatch(String::isEmpty);
		this.camera.get("/cgi-bin/user_management?action=delete&name=watcher&uid=" + this.uid);
		assertThat(state(watcher).status()).isEqualTo(401);
	}

	@Test
	void otherMethodsAndOtherSitesAreRefused() {
		assertThat(RawHttpClient.ask("POST", this.camera.port(), STATE, "X-Uid: " + this.uid, "Content-Length: 0")
			.status()).isEqualTo(405);
		assertThat(RawHttpClient
			.ask("OPTIONS", this.camera.port(), STATE, "Origin: http://elsewhere", "Access-Control-Request-Method: GET",
					"Access-Control-Request-Headers: x-uid")
			.status()).isEqualTo(405);
		assertThat(this.camera.get(STATE, "X-Uid: " + this.uid, "Origin: http://elsewhere").status()).isEqualTo(400);
	}

	private RawResponse state(String uid) {
		return this.camera.get(STATE, "X-Uid: " + uid);
	}

	private static JsonNode json(RawResponse response) {
		return JsonMapper.shared().readTree(response.text());
	}

}
