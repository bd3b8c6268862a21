package org.camerad.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The simulated camera's endpoint: where it is, what it takes, what it tells. */
@ExtendWith(OnBench.class)
class SimulationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@TempDir
	static Path folder;

	private static Camerad camera;

	private static Lab lab;

	@BeforeAll
	static void start(Bench bench) throws Exception {
		assumeThat(bench.isSimulated()).as("runs once, on the simulator").isTrue();
		Files.createDirectory(folder.resolve("card"));
		camera = bench.start(folder.resolve("data"), "camera.session.timeout=1h",
				"camera.upload.sd.directory=" + folder.resolve("card"));
		lab = new Lab(camera);
	}

	@AfterAll
	static void stop() {
		if (camera != null) {
			camera.close();
		}
	}

	@AfterEach
	void mend() {
		lab.clear();
		lab.post("/scene", "action:'play'");
	}

	@Test
	void showsWhatCanBeSet() {
		JsonNode state = lab.get("");
		assertThat(state.at("/settable/faults").valueStream().map((type) -> type.get("fault").stringValue())).contains(
				"sensor-lost", "frozen-frame", "black-frame", "torn-frame", "half-jpeg", "empty-answer",
				"slow-first-byte", "reset-in-body", "sd-absent", "sd-full", "sd-read-only", "sd-slow", "clock-jump",
				"device-hangs", "device-fails", "ptz-stuck", "ptz-slow", "latency", "slow-reboot");
		assertThat(state.get("sn").stringValue()).startsWith("SIM");
		assertThat(Wire.get(camera.managementPort(), "/actuator").text()).contains("/actuator/sim");
	}

	@Test
	void isOnTheManagementPortOnly() {
		assertThat(camera.get("/actuator/sim").status()).isEqualTo(404);
		assertThat(camera.get("/actuator/sim/faults").status()).isEqualTo(404);
		for (String method : new String[] { "POST", "PUT", "DELETE" }) {
			assertThat(Wire.ask(method, camera.port(), "/actuator/sim").status()).as(method).isEqualTo(405);
		}
		assertThat(Wire.get(camera.managementPort(), "/cgi-bin/getinfo").status()).isEqualTo(404);
	}

	@Test
	void theCameraSaysThatItIsSimulated() {
		Answer info = camera.get("/cgi-bin/getinfo?uid=" + camera.logIn());
		assertThat(info.attribute("kernel")).startsWith("Camerad simulator");
		assertThat(info.attribute("filesystem")).contains("simulated");
		assertThat(info.attribute("sn")).startsWith("SIM");
	}

	@Test
	void theStateOfAFaultIsTold() {
		lab.set("fault:'latency',value:'2s',from:'1h',for:30,count:3,probability:0.5");
		JsonNode fault = lab.fault("latency");
		assertThat(fault.get("value").stringValue()).isEqualTo("2s");
		assertThat(fault.get("origin").stringValue()).isEqualTo("request");
		assertThat(fault.get("active").booleanValue()).isFalse();
		assertThat(fault.get("begins").doubleValue()).isCloseTo(3600, within(20.0));
		assertThat(fault.get("ends").doubleValue()).isCloseTo(3630, within(20.0));
		assertThat(fault.get("left").intValue()).isEqualTo(3);
		assertThat(fault.get("befallen").intValue()).isZero();
		assertThat(fault.get("probability").doubleValue()).isEqualTo(0.5);
		assertThat(camera.health("").text()).as("it has not begun").doesNotContain("latency");
	}

	@Test
	void aFaultCanBeSetAndClearedByItsName() {
		assertThat(lab.ask("PUT", "/faults/ptz-slow", "{\"value\":0.25}").status()).isEqualTo(200);
		assertThat(lab.fault("ptz-slow").get("value").stringValue()).isEqualTo("0.25");
		assertThat(lab.ask("PUT", "/faults/ptz-slow", "{\"value\":0.5}").status()).isEqualTo(200);
		assertThat(lab.get("/faults").get("faults")).hasSize(1);
		assertThat(camera.health("").text()).contains("\"part.ptz\":\"IMPAIRED: ptz-slow");
		assertThat(lab.ask("DELETE", "/faults/ptz-slow", "").status()).isEqualTo(200);
		assertThat(lab.get("/faults").get("faults")).isEmpty();
		assertThat(lab.ask("DELETE", "/faults/ptz-slow", "").status()).as("cleared already").isEqualTo(200);
		assertThat(camera.health("").text()).doesNotContain("part.ptz");
	}

	@Test
	void aFaultEndsByItself() {
		lab.set("fault:'black-frame',for:'150ms'");
		Camerad.await("it is over", PATIENCE, () -> lab.fault("black-frame").isMissingNode());
		assertThat(camera.health("").text()).doesNotContain("part.sensor");
	}

	@Test
	void aFaultBeginsLater() {
		lab.set("fault:'black-frame',from:'150ms'");
		Camerad.await("it has begun", PATIENCE, () -> lab.fault("black-frame").get("active").booleanValue());
		assertThat(camera.health("").text()).contains("\"part.sensor\":\"IMPAIRED: black-frame");
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
	void whatIsWrongIsNamed(String field, String body) {
		Answer answer = lab.ask("POST", "", (body == null) ? "" : body);
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertThat(answer.text()).startsWith("{\"error\":\"" + field + ": ");
		assertThat(lab.get("/faults").get("faults")).isEmpty();
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
	void whatIsWrongWithSceneOrClockIsNamed(String path, String field, String body) {
		Answer answer = lab.ask("PUT", path, body);
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertThat(answer.text()).startsWith("{\"error\":\"" + field + ": ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded",
			"Content-Type: multipart/form-data; boundary=x", "Content-Type: nonsense", "X-None: yes" })
	void nothingButJsonIsTaken(String header) {
		Answer answer = lab.ask("POST", "", "{\"fault\":\"sensor-lost\"}", header);
		assertThat(answer.status()).isEqualTo(415);
		assertThat(answer.text()).startsWith("{\"error\":\"Content-Type: ");
		assertThat(lab.get("/faults").get("faults")).isEmpty();
	}

	@Test
	void noPageInABrowserCanSetAnything() {
		String origin = "Origin: http://localhost:" + camera.managementPort();
		Answer set = lab.ask("POST", "", "{\"fault\":\"sensor-lost\"}", "Content-Type: application/json", origin);
		assertThat(set.status()).isEqualTo(403);
		assertThat(lab.ask("DELETE", "", "", origin).status()).isEqualTo(403);
		Answer preflight = Wire.ask("OPTIONS", camera.managementPort(), "/actuator/sim", origin,
				"Access-Control-Request-Method: POST");
		assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
		assertThat(lab.get("/faults").get("faults")).isEmpty();
	}

	@Test
	void aBodyHasALimit() {
		String body = "{\"fault\":\"" + "x".repeat(70_000) + "\"}";
		assertThat(lab.ask("POST", "", body).status()).isEqualTo(413);
		assertThat(lab.ask("POST", "", "[".repeat(60_000)).status()).isEqualTo(400);
	}

	@Test
	void theSceneCanBePausedSteppedSoughtAndPlayed() {
		lab.post("/scene", "action:'pause'");
		lab.post("/scene", "action:'seek',to:10");
		JsonNode scene = lab.get("/scene").get("scene");
		assertThat(scene.get("name").stringValue()).isEqualTo("street");
		assertThat(scene.get("playing").booleanValue()).isFalse();
		assertThat(scene.get("at").doubleValue()).isEqualTo(10);
		lab.post("/scene", "action:'step',by:'-500ms'");
		assertThat(lab.get("/scene").at("/scene/at").doubleValue()).isEqualTo(9.5);
		lab.post("/scene", "action:'play'");
		Camerad.await("it goes on", PATIENCE, () -> lab.get("/scene").at("/scene/at").doubleValue() > 9.5);
	}

	@Test
	void theClockCanBeSetAndJumps() {
		String uid = camera.logIn();
		lab.post("/clock", "now:'2031-05-06T07:08:09Z'");
		assertThat(camera.get("/cgi-bin/time?uid=" + uid).attribute("current_time")).startsWith("2031-05-06 15:08:");
		lab.post("/clock", "by:'-1d'");
		assertThat(camera.get("/cgi-bin/time?uid=" + uid).attribute("current_time")).startsWith("2031-05-05 15:08:");
		assertThat(lab.get("/clock").at("/clock/now").stringValue()).startsWith("2031-05-05T07:08:");
	}

	@Test
	void theHeadsPlaceAndTheCardsFilesAreTold() throws Exception {
		String uid = camera.logIn();
		assertThat(lab.get("/head").at("/head/zoom").doubleValue()).isGreaterThanOrEqualTo(1);
		camera.get("/cgi-bin/snapshot.cgi?upload=0&uid=" + uid);
		JsonNode file = lab.get("/card").get("card").get(0);
		Path there = folder.resolve("card").resolve(file.get("name").stringValue());
		assertThat(file.get("size").longValue()).isEqualTo(Files.size(there)).isPositive();
		assertThat(new String(Files.readAllBytes(there), StandardCharsets.ISO_8859_1)).startsWith("\u00ff\u00d8");
	}

	@Test
	void theTruthAboutMotionIsTold() {
		lab.post("/scene", "action:'pause'");
		lab.post("/scene", "action:'seek',to:6");
		assertThat(lab.get("/motion").at("/motion/active").booleanValue()).as("it stands still").isFalse();
		lab.post("/scene", "action:'play'");
		JsonNode motion = lab.get("/motion").get("motion");
		assertThat(motion.get("known").booleanValue()).isTrue();
		assertThat(motion.get("columns").intValue() * motion.get("rows").intValue()).isPositive();
		assertThat(motion.get("blocks").size()).as("a car is in the middle").isPositive();
		assertThat(lab.get("").at("/motion/time").stringValue()).endsWith("Z");
	}

	@Test
	void whatTheDetectorSeesReachesListenersAndMetrics() throws IOException {
		String uid = camera.logIn();
		lab.post("/clock", "now:'2031-05-06T04:00:00Z'");
		lab.post("/scene", "action:'seek',to:0");
		assertThat(camera.get("/cgi-bin/motion?enable=1&blockcount=22x18&uid=" + uid).status()).isEqualTo(200);
		try (Socket listener = new Socket(InetAddress.getLoopbackAddress(), camera.port())) {
			listener.setSoTimeout((int) PATIENCE.toMillis());
			listener.getOutputStream()
				.write(("GET /cgi-bin/events?uid=" + uid + " HTTP/1.1\r\nHost: lab\r\n\r\n").getBytes());
			BufferedReader lines = new BufferedReader(
					new InputStreamReader(listener.getInputStream(), StandardCharsets.UTF_8));
			String line = lines.readLine();
			while (line != null && !line.contains("\"active\":true")) {
				line = lines.readLine();
			}
			assertThat(line).startsWith("data: {").contains("\"blocks\":[");
		}
		finally {
			camera.get("/cgi-bin/motion?enable=0&uid=" + uid);
		}
		assertThat(Wire.get(camera.managementPort(), "/actuator/prometheus").text())
			.containsPattern("camera_motion_events_total\\{.*state=\"began\".*} [1-9]");
	}

}
