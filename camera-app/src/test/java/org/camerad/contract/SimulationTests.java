package org.camerad.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of the simulated camera's endpoint: its place, its requests and its reports.
 */
class SimulationTests extends SimulatorTestBase {

	@Test
	void showsTheSettableValues() {
		JsonNode state = this.simulation.get("");
		assertThat(state.at("/settable/faults").valueStream().map((type) -> type.get("fault").stringValue())).contains(
				"sensor-lost", "frozen-frame", "black-frame", "torn-frame", "half-jpeg", "empty-answer",
				"slow-first-byte", "reset-in-body", "sd-absent", "sd-full", "sd-read-only", "sd-slow", "clock-jump",
				"device-hangs", "device-fails", "ptz-stuck", "ptz-slow", "latency", "slow-reboot");
		assertThat(state.get("sn").stringValue()).startsWith("SIM");
		assertThat(RawHttpClient.get(this.camera.managementPort(), "/actuator").text()).contains("/actuator/sim");
	}

	@Test
	void isOnTheManagementPortOnly() {
		assertThat(this.camera.get("/actuator/sim").status()).isEqualTo(404);
		assertThat(this.camera.get("/actuator/sim/faults").status()).isEqualTo(404);
		for (String method : new String[] { "POST", "PUT", "DELETE" }) {
			assertThat(RawHttpClient.ask(method, this.camera.port(), "/actuator/sim").status()).as(method)
				.isEqualTo(405);
		}
		assertThat(RawHttpClient.get(this.camera.managementPort(), "/cgi-bin/getinfo").status()).isEqualTo(404);
	}

	@Test
	void theModelIsMarkedAsSimulated() {
		RawResponse info = this.camera.get("/cgi-bin/getinfo?uid=" + this.camera.logIn());
		assertThat(info.attribute("kernel")).startsWith("Camerad simulator");
		assertThat(info.attribute("filesystem")).contains("simulated");
		assertThat(info.attribute("sn")).startsWith("SIM");
	}

	@Test
	void showsTheStateOfAFault() {
		this.simulation.set("fault:'latency',value:'2s',from:'1h',for:30,count:3,probability:0.5");
		JsonNode fault = this.simulation.fault("latency");
		assertThat(fault.get("value").stringValue()).isEqualTo("2s");
		assertThat(fault.get("origin").stringValue()).isEqualTo("request");
		assertThat(fault.get("active").booleanValue()).isFalse();
		assertThat(fault.get("begins").doubleValue()).isCloseTo(3600, within(20.0));
		assertThat(fault.get("ends").doubleValue()).isCloseTo(3630, within(20.0));
		assertThat(fault.get("left").intValue()).isEqualTo(3);
		assertThat(fault.get("triggered").intValue()).isZero();
		assertThat(fault.get("probability").doubleValue()).isEqualTo(0.5);
		assertThat(this.camera.health("").text()).as("it has not begun").doesNotContain("latency");
	}

	@Test
	void aFaultCanBeSetAndClearedByItsName() {
		assertThat(this.simulation.request("PUT", "/faults/ptz-slow", "{\"value\":0.25}").status()).isEqualTo(200);
		assertThat(this.simulation.fault("ptz-slow").get("value").stringValue()).isEqualTo("0.25");
		assertThat(this.simulation.request("POST", "/faults/ptz-slow", "{\"value\":0.5}").status()).isEqualTo(200);
		assertThat(this.simulation.get("/faults").get("faults")).hasSize(1);
		assertThat(this.camera.health("").text()).contains("\"part.ptz\":\"IMPAIRED: injected fault ptz-slow");
		assertThat(this.simulation.request("DELETE", "/faults/ptz-slow", "").status()).isEqualTo(200);
		assertThat(this.simulation.get("/faults").get("faults")).isEmpty();
		assertThat(this.simulation.request("DELETE", "/faults/ptz-slow", "").status()).as("cleared already")
			.isEqualTo(200);
		assertThat(this.camera.health("").text()).doesNotContain("part.ptz");
	}

	@Test
	void healthAndMetricsShowWhereTheHeadStands() {
		assertThat(this.camera.health("").text())
			.contains("\"ptzPosition\":{\"panDegrees\":0.0,\"tiltDegrees\":0.0,\"zoom\":1.0}");
		get("ptz_ctrl?add_preset=1");
		get("ptz_ctrl?move_x=1&speed=10");
		TestService.await("the head moves", TIMEOUT,
				() -> !this.camera.health("").text().contains("\"panDegrees\":0.0"));
		get("ptz_ctrl?stop=1");
		assertThat(RawHttpClient.get(this.camera.managementPort(), "/actuator/prometheus").text())
			.containsPattern("camera_ptz_pan_degrees\\S* [0-9.]*[1-9]");
		get("ptz_ctrl?call_preset=1");
		TestService.await("the head is back", TIMEOUT,
				() -> this.camera.health("").text().contains("\"panDegrees\":0.0"));
	}

	@Test
	void healthShowsNoPositionOfAHeadThatDoesNotRespond() {
		this.simulation.set("fault:'device-hangs',value:'1m'");
		TestService.await("the last position is too old", TIMEOUT,
				() -> !this.camera.health("").text().contains("ptzPosition"));
		this.simulation.clear();
		TestService.await("it responds again", TIMEOUT, () -> this.camera.health("").text().contains("ptzPosition"));
	}

	@Test
	void aFaultEndsByItself() {
		this.simulation.set("fault:'black-frame',for:'150ms'");
		TestService.await("the fault has ended", TIMEOUT, () -> this.simulation.fault("black-frame").isMissingNode());
		assertThat(this.camera.health("").text()).doesNotContain("part.sensor");
	}

	@Test
	void aFaultBeginsLater() {
		this.simulation.set("fault:'black-frame',from:'150ms'");
		TestService.await("the fault is active", TIMEOUT,
				() -> this.simulation.fault("black-frame").get("active").booleanValue());
		assertThat(this.camera.health("").text()).contains("\"part.sensor\":\"IMPAIRED: injected fault black-frame");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			body        |
			body        | {
			body        | []
			body        | "latency"
			body        | {"fault":"latency"} {}
			body        | {"fault":"latency","fault":"latency"}
			fault       | {}
			fault       | {"fault":1}
			fault       | {"fault":"meteorite"}
			fault       | {"fault":"LATENCY"}
			fault       | {"fault":"\\u0000\\r\\nset"}
			value       | {"fault":"latency","value":"soon"}
			value       | {"fault":"latency","value":-1}
			value       | {"fault":"latency","value":"11m"}
			value       | {"fault":"latency","value":{"a":1}}
			value       | {"fault":"latency","value":1e300}
			value       | {"fault":"latency","value":null}
			value       | {"fault":"sensor-lost","value":"1s"}
			value       | {"fault":"ptz-slow","value":0}
			value       | {"fault":"ptz-slow","value":2}
			value       | {"fault":"image","value":"explode"}
			for         | {"fault":"latency","for":-1}
			for         | {"fault":"latency","for":0}
			for         | {"fault":"latency","for":"-2s"}
			for         | {"fault":"latency","for":true}
			for         | {"fault":"latency","for":"P1000000D"}
			for         | {"fault":"latency","for":1e999999999}
			from        | {"fault":"latency","from":-0.5}
			from        | {"fault":"latency","from":"yesterday"}
			count       | {"fault":"latency","count":0}
			count       | {"fault":"latency","count":-3}
			count       | {"fault":"latency","count":1.5}
			count       | {"fault":"latency","count":99999999999}
			count       | {"fault":"latency","count":"3"}
			probability | {"fault":"latency","probability":0}
			probability | {"fault":"latency","probability":-1}
			probability | {"fault":"latency","probability":1.1}
			probability | {"fault":"latency","probability":"often"}
			propability | {"fault":"latency","propability":0.5}
			""")
	void namesTheInvalidField(String field, String body) {
		RawResponse response = this.simulation.request("POST", "", (body == null) ? "" : body);
		assertThat(response.status()).as(response.text()).isEqualTo(400);
		assertThat(response.text()).startsWith("{\"error\":\"" + field + ": ").doesNotContain("StreamReadFeature");
		assertThat(this.simulation.get("/faults").get("faults")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/scene | action | {}
			/scene | action | {"action":"rewind"}
			/scene | by     | {"action":"step"}
			/scene | to     | {"action":"seek","to":"noon"}
			/scene | to     | {"action":"pause","to":1}
			/clock | now or by | {}
			/clock | now or by | {"now":"2026-11-24T12:00:00Z","by":1}
			/clock | now    | {"now":"noon"}
			/clock | now    | {"now":"1969-12-31T00:00:00Z"}
			/clock | by     | {"by":"-3651d"}
			""")
	void namesTheInvalidFieldOfSceneOrClock(String path, String field, String body) {
		RawResponse response = this.simulation.request("PUT", path, body);
		assertThat(response.status()).as(response.text()).isEqualTo(400);
		assertThat(response.text()).startsWith("{\"error\":\"" + field + ": ");
	}

	@Test
	void namesTheFieldOfANumberWithManyDigits() {
		for (int digits : new int[] { 330, 900, 1100, 60_000 }) {
			String number = "9".repeat(digits);
			namesTheInvalidField("for", "{\"fault\":\"latency\",\"for\":" + number + "}");
			namesTheInvalidField("value", "{\"fault\":\"latency\",\"value\":" + number + "}");
			namesTheInvalidField("count", "{\"fault\":\"latency\",\"count\":" + number + "}");
			namesTheInvalidField("probability", "{\"fault\":\"latency\",\"probability\":" + number + "}");
			namesTheInvalidFieldOfSceneOrClock("/scene", "to", "{\"action\":\"seek\",\"to\":" + number + "}");
			namesTheInvalidFieldOfSceneOrClock("/clock", "by", "{\"by\":-" + number + "}");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/../env", "/actuator/health/%2e%2E/env", "/actuator/health/..%2fenv",
			"/actuator/health/..;x/env", "/actuator/health/.", "/actuator/health/a%2Fb", "/actuator/health/a%5Cb",
			"/actuator/health?x=%zz", "/actuator/health?x=%ff", "/actuator/health?=", "/actuator/prometheus?a=%" })
	void aTargetThatCannotBeReadIsABadRequest(String target) {
		RawResponse response = RawHttpClient.get(this.camera.managementPort(), target);
		assertThat(response.status()).as(response.text()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded",
			"Content-Type: multipart/form-data; boundary=x", "Content-Type: nonsense", "X-None: yes" })
	void acceptsOnlyJson(String header) {
		RawResponse response = this.simulation.request("POST", "", "{\"fault\":\"sensor-lost\"}", header);
		assertThat(response.status()).isEqualTo(415);
		assertThat(response.text()).startsWith("{\"error\":\"Content-Type: ");
		assertThat(this.simulation.get("/faults").get("faults")).isEmpty();
	}

	@Test
	void refusesPagesInABrowser() {
		String origin = "Origin: http://localhost:" + this.camera.managementPort();
		RawResponse set = this.simulation.request("POST", "", "{\"fault\":\"sensor-lost\"}",
				"Content-Type: application/json", origin);
		assertThat(set.status()).isEqualTo(403);
		assertThat(this.simulation.request("DELETE", "", "", origin).status()).isEqualTo(403);
		RawResponse preflight = RawHttpClient.ask("OPTIONS", this.camera.managementPort(), "/actuator/sim", origin,
				"Access-Control-Request-Method: POST");
		assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
		assertThat(this.simulation.get("/faults").get("faults")).isEmpty();
	}

	@Test
	void aBodyHasALimit() {
		String body = "{\"fault\":\"" + "x".repeat(70_000) + "\"}";
		assertThat(this.simulation.request("POST", "", body).status()).isEqualTo(413);
		assertThat(this.simulation.request("POST", "", "[".repeat(60_000)).status()).isEqualTo(400);
	}

	@Test
	void theSceneCanBePausedSteppedSoughtAndPlayed() {
		this.simulation.post("/scene", "action:'pause'");
		this.simulation.post("/scene", "action:'seek',to:10");
		JsonNode scene = this.simulation.get("/scene").get("scene");
		assertThat(scene.get("name").stringValue()).isEqualTo("street");
		assertThat(scene.get("playing").booleanValue()).isFalse();
		assertThat(scene.get("at").doubleValue()).isEqualTo(10);
		this.simulation.post("/scene", "action:'step',by:'-500ms'");
		assertThat(this.simulation.get("/scene").at("/scene/at").doubleValue()).isEqualTo(9.5);
		this.simulation.post("/scene", "action:'play'");
		TestService.await("the scene plays", TIMEOUT,
				() -> this.simulation.get("/scene").at("/scene/at").doubleValue() > 9.5);
	}

	@Test
	void theClockCanBeSetAndJumps() {
		this.simulation.post("/clock", "now:'2031-05-06T07:08:09Z'");
		assertThat(get("time").attribute("current_time")).startsWith("2031-05-06 15:08:");
		this.simulation.post("/clock", "by:'-1d'");
		assertThat(get("time").attribute("current_time")).startsWith("2031-05-05 15:08:");
		assertThat(this.simulation.get("/clock").at("/clock/now").stringValue()).startsWith("2031-05-05T07:08:");
	}

	@Test
	void showsTheHeadsPositionAndTheCardsFiles() throws Exception {
		assertThat(this.simulation.get("/head").at("/head/zoom").doubleValue()).isGreaterThanOrEqualTo(1);
		get("snapshot.cgi?upload=0");
		JsonNode file = this.simulation.get("/card").get("card").get(0);
		Path there = this.folder.resolve("card").resolve(file.get("name").stringValue());
		assertThat(file.get("size").longValue()).isEqualTo(Files.size(there)).isPositive();
		assertThat(new String(Files.readAllBytes(there), StandardCharsets.ISO_8859_1)).startsWith("\u00ff\u00d8");
	}

	@Test
	void showsTheTrueMotion() {
		this.simulation.post("/scene", "action:'pause'");
		this.simulation.post("/scene", "action:'seek',to:6");
		assertThat(this.simulation.get("/motion").at("/motion/active").booleanValue()).as("it stands still").isFalse();
		this.simulation.post("/scene", "action:'play'");
		TestService.await("a car is in the middle", TIMEOUT, () -> {
			// On a busy machine, the car may have passed already.
			this.simulation.post("/scene", "action:'seek',to:6");
			return this.simulation.get("/motion").at("/motion/blocks").size() > 0;
		});
		JsonNode motion = this.simulation.get("/motion").get("motion");
		assertThat(motion.get("known").booleanValue()).isTrue();
		assertThat(motion.get("columns").intValue() * motion.get("rows").intValue()).isPositive();
		assertThat(this.simulation.get("").at("/motion/time").stringValue()).endsWith("Z");
	}

	@Test
	void showsTheTrueObjectsOfAFrame() {
		this.simulation.post("/scene", "action:'pause'");
		this.simulation.post("/scene", "action:'seek',to:6");
		get("snapshot.cgi?stream=0");
		JsonNode frames = this.simulation.get("/objects").get("frames");
		assertThat(frames).hasSize(2);
		JsonNode sub = frames.get(1);
		assertThat(sub.get("stream").intValue()).isEqualTo(2);
		assertThat(sub.get("width").intValue() * sub.get("height").intValue()).isPositive();
		JsonNode car = sub.get("objects").get(0);
		assertThat(car.get("class").stringValue() + " " + car.get("name").stringValue()).isEqualTo("car red car");
		assertThat(car.at("/box/x").intValue()).isBetween(0, sub.get("width").intValue());
		assertThat(car.get("visible").doubleValue()).isEqualTo(1);
		JsonNode same = this.simulation.get("/objects?stream=2&frame=" + sub.get("frame").longValue()).get("frames");
		assertThat(same).hasSize(1);
		assertThat(same.get(0)).isEqualTo(sub);
		assertThat(this.simulation.get("/objects?stream=1&last=300").get("frames").size()).isBetween(1, 300);
		this.simulation.post("/scene", "action:'seek',to:58.5");
		assertThat(this.simulation.get("/objects?stream=1").at("/frames/0/objects")).as("nobody").isEmpty();
		assertThat(this.simulation.get("/objects?stream=2&frame=" + sub.get("frame").longValue()).get("frames").get(0))
			.as("what has been seen stays")
			.isEqualTo(sub);
		this.simulation.post("/scene", "action:'play'");
	}

	@ParameterizedTest
	@CsvSource({ "stream=0, 400, stream", "stream=main, 400, stream", "frame=-1, 400, frame", "last=0, 400, last",
			"last=301, 400, last", "last=99999999999, 400, last", "frame=1&last=2, 400, last",
			"frame=4294967295, 404, frame" })
	void refusesFramesThatItCannotShow(String query, int status, String field) {
		RawResponse response = this.simulation.request("GET", "/objects?" + query, "");
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.text()).startsWith("{\"error\":\"" + field + ": ");
	}

	@Test
	void motionReachesListenersAndMetrics() throws IOException {
		this.simulation.post("/clock", "now:'2031-05-06T04:00:00Z'");
		this.simulation.post("/scene", "action:'seek',to:0");
		assertThat(get("motion?enable=1&blockcount=22x18").status()).isEqualTo(200);
		try (Socket listener = new Socket(InetAddress.getLoopbackAddress(), this.camera.port())) {
			listener.setSoTimeout((int) TIMEOUT.toMillis());
			listener.getOutputStream()
				.write(("GET /cgi-bin/events?uid=" + this.uid + " HTTP/1.1\r\nHost: lab\r\n\r\n").getBytes());
			BufferedReader lines = new BufferedReader(
					new InputStreamReader(listener.getInputStream(), StandardCharsets.UTF_8));
			String line = lines.readLine();
			while (line != null && !line.contains("\"active\":true")) {
				line = lines.readLine();
			}
			assertThat(line).startsWith("data: {").contains("\"blocks\":[");
		}
		finally {
			get("motion?enable=0");
		}
		assertThat(RawHttpClient.get(this.camera.managementPort(), "/actuator/prometheus").text())
			.containsPattern("camera_motion_events_total\\{.*state=\"began\".*} [1-9]");
	}

}
