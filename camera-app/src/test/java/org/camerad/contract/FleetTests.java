package org.camerad.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Different cameras in one process: the third one does not respond, and the drivers of
 * those after it cannot open them.
 */
@ExtendWith(ServiceFixtureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int COUNT = 6;

	private static final String FAULT = "\"fault\":\"sensor-lost\"";

	private static TestService service;

	private static int port;

	private static int ownRtsp;

	private static Path scene;

	@BeforeAll
	static void start(ServiceFixture fixture, @TempDir Path folder) {
		assumeThat(fixture.isSimulated()).as("hosts simulators only").isTrue();
		port = freeRange(COUNT + 1);
		scene = folder.resolve("scene.yaml");
		ownRtsp = TestService.freePort();
		service = TestService.start(folder.resolve("data"),
				List.of("camera.count=" + COUNT, "camera.driver=sim", "camera.session.timeout=1h",
						"server.port=" + port, "camera.rtsp.port=0", "camera.instances.2.rtsp.port=" + ownRtsp,
						"camera.instances.2.sim.model=TWO", "camera.instances.2.sim.reboot-time=100ms",
						"camera.instances.2.snapshot.authentication=false",
						"camera.instances.2.limits.connections-per-address=16",
						"camera.instances.2.console.enabled=false", "camera.instances.3.driver=hisilicon",
						"camera.instances.3.hisilicon.streamer.url=http://127.0.0.1:" + TestService.freePort(),
						"camera.instances.4.driver=hisilicon", "camera.instances.5.driver=lantern",
						"camera.instances.6.sim.scene=" + scene));
	}

	/** The first of ports that nobody has. */
	static int freeRange(int count) {
		int first = TestService.freePort();
		for (int i = 1; i < count; i++) {
			if (RawHttpClient.isListening(first + i)) {
				return freeRange(count);
			}
		}
		return first;
	}

	@AfterAll
	static void stop() {
		if (service != null) {
			service.close();
		}
	}

	private static RawResponse management(String path) {
		return RawHttpClient.get(service.managementPort(), "/actuator/" + path);
	}

	private static JsonNode json(RawResponse response) {
		assertThat(response.status()).as(response.toString()).isEqualTo(200);
		return JSON.readTree(response.text());
	}

	@Test
	void allAreListedWithTheirPortsAndIdentities() {
		JsonNode cameras = json(management("cameras")).get("cameras");
		assertThat(cameras.size()).isEqualTo(COUNT);
		Set<String> identities = new HashSet<>();
		for (int number = 1; number <= 3; number++) {
			JsonNode camera = cameras.get(number - 1);
			assertThat(camera.propertyNames()).containsExactly("number", "httpPort", "httpsPort", "rtspPort",
					"rtspsPort", "model", "sn", "mac", "driver", "status", "reasons", "viewers", "lastFrameAgeMillis");
			assertThat(camera.get("number").intValue()).isEqualTo(number);
			assertThat(camera.get("httpPort").intValue()).isEqualTo(port + number - 1);
			assertThat(camera.get("rtspPort").intValue()).isEqualTo((number == 2) ? ownRtsp : 0);
			assertThat(camera.get("driver").stringValue()).isEqualTo((number == 3) ? "hisilicon" : "sim");
			identities.add(camera.get("sn").stringValue());
			identities.add(camera.get("mac").stringValue());
		}
		assertThat(identities).as("cameras that are not open have none").contains("").hasSize(5);
		assertThat(cameras.get(1).get("model").stringValue()).isEqualTo("TWO");
		assertThat(json(management("cameras/2")).get("model").stringValue()).isEqualTo("TWO");
		assertThat(management("cameras/7").status()).isEqualTo(404);
		assertThat(management("cameras/two").status()).isEqualTo(400);
	}

	@Test
	void aConsoleThatIsOffIsNotThere() {
		assertThat(RawHttpClient.get(port, "/live").status()).isEqualTo(200);
		for (String path : List.of("/", "/live", "/console/state", "/openapi.json", "/api.html",
				"/console/assets/app.js")) {
			assertThat(RawHttpClient.get(port + 1, path).summary())
				.isEqualTo("404 <fault><value>" + path + "</value><reason>not found</reason></fault>");
		}
		assertThat(RawHttpClient.get(port + 1, "/upload.html").status()).isEqualTo(200);
	}

	@Test
	void theFirstStartEndsWithTheFirstTitle() {
		String uid = service.logIn();
		assertThat(state(uid).get("firstStart").booleanValue()).isTrue();
		assertThat(state(uid).get("uploads").propertyNames()).containsExactly("sd", "ftp", "email", "nfs");
		service.get("/cgi-bin/osd?title_utf8=door&uid=" + uid);
		assertThat(state(uid).get("firstStart").booleanValue()).isFalse();
	}

	private static JsonNode state(String uid) {
		return json(service.get("/console/state", "X-Uid: " + uid));
	}

	@Test
	void picturesDifferAndTheirAgeIsKnown() {
		byte[] second = RawHttpClient.get(port + 1, "/cgi-bin/snapshot.cgi?stream=1").body();
		assertThat(second).endsWith(0xFF, 0xD9);
		assertThat(RawHttpClient.get(port, "/cgi-bin/snapshot.cgi?stream=1").status()).isEqualTo(401);
		byte[] first = RawHttpClient.get(port, "/cgi-bin/snapshot.cgi?stream=1&uid=" + service.logIn()).body();
		assertThat(first).endsWith(0xFF, 0xD9).isNotEqualTo(second);
		assertThat(json(management("cameras/2")).get("lastFrameAgeMillis").longValue()).isBetween(0L, 60_000L);
		assertThat(json(management("cameras/3")).get("lastFrameAgeMillis").isNull()).isTrue();
	}

	@Test
	void oneThatFailsIsNamedAndReadinessStaysUp() {
		TestService.await("camera 3 is down", TIMEOUT, () -> management("health/camera-3").status() == 503);
		assertThat(management("health/readiness").status()).isEqualTo(200);
		assertThat(management("health/readiness").text()).contains("\"serving\":").contains("\"failing\":");
		assertThat(management("health/camera-1").text()).contains("\"status\":\"UP\"");
		assertThat(management("prometheus").text()).contains("camera_up{camera=\"1\"} 1.0",
				"camera_up{camera=\"3\"} 0.0");
		assertThat(management("health/device").status()).isEqualTo(404);
		JsonNode third = json(management("cameras/3"));
		assertThat(third.get("status").stringValue()).isEqualTo("DOWN");
		assertThat(third.get("reasons").size()).isPositive();
		assertThat(json(management("cameras/1")).get("reasons").size()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "4|hisilicon|camera.instances.4.hisilicon.streamer.url: must be set",
			"5|lantern|camera.instances.5.driver: there is no driver" })
	void oneThatItsDriverCannotOpenIsNamedAndTheOthersServe(int number, String driver, String problem) {
		RawResponse health = management("health/camera-" + number);
		assertThat(health.status()).isEqualTo(503);
		assertThat(health.text()).contains("the camera cannot be opened, retrying: " + problem);
		JsonNode camera = json(management("cameras/" + number));
		assertThat(camera.get("driver").stringValue()).isEqualTo(driver);
		assertThat(camera.get("status").stringValue()).isEqualTo("DOWN");
		assertThat(camera.get("reasons").toString()).contains(problem);
		int own = port + number - 1;
		String uid = TestService
			.uid(RawHttpClient.get(own, "/cgi-bin/getuid?username=admin&password=" + TestService.PASSWORD));
		assertThat(RawHttpClient.get(own, "/cgi-bin/getmodel?uid=" + uid).summary())
			.isEqualTo(RawResponse.fault(503, "/cgi-bin/getmodel", "device error"));
		assertThat(RawHttpClient.get(port, "/cgi-bin/getmodel?uid=" + service.logIn()).status()).isEqualTo(200);
	}

	/** First, while it is tried again after a second or two. */
	@Test
	@Order(1)
	void oneWhoseConfigurationIsMendedOpensWithoutARestart() throws IOException {
		assertThat(management("health/camera-6").text()).contains("camera.instances.6.sim.scene: " + scene);
		Files.writeString(scene, "name: yard\n");
		TestService.await("camera 6 is up", TIMEOUT, () -> management("health/camera-6").status() == 200);
		assertThat(json(management("cameras/6")).get("model").stringValue()).isEqualTo("MC200J6");
		assertThat(management("cameras/6/thumbnail").body()).endsWith(0xFF, 0xD9);
	}

	@Test
	void eachHasASimulationOfItsOwn() {
		assertThat(json(management("cameras/2/sim")).get("model").stringValue()).isEqualTo("TWO");
		assertThat(request("POST", "cameras/2/sim", "{\"fault\":\"sensor-lost\"}")).isEqualTo(200);
		assertThat(management("cameras/2/sim/faults").text()).contains(FAULT);
		assertThat(management("sim/faults").text()).doesNotContain(FAULT);
		JsonNode second = json(management("cameras/2"));
		assertThat(second.get("status").stringValue()).isEqualTo("DEGRADED");
		assertThat(second.get("reasons").toString()).contains("sensor-lost").doesNotContain("WORKING");
		assertThat(management("cameras/1/sim/faults").text()).doesNotContain(FAULT);
		assertThat(request("DELETE", "cameras/2/sim", "")).isEqualTo(200);
		assertThat(management("cameras/2/sim/faults").text()).doesNotContain(FAULT);
		assertThat(management("cameras/9/sim").status()).isEqualTo(404);
		assertThat(management("cameras/x/sim/faults").status()).isEqualTo(404);
	}

	private static int request(String method, String path, String body, String... headers) {
		return RawHttpClient
			.exchange(service.managementPort(),
					method + " /actuator/" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
							+ "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n"
							+ String.join("", headers) + "\r\n" + body)
			.status();
	}

	@Test
	void aPageShowsAllWithThumbnailsOfTheSimulatedOnes() {
		RawResponse page = RawHttpClient.get(service.managementPort(), "/");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).contains("text/html");
		assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
		assertThat(page.text()).contains("data-base=\"/actuator\"").contains("/fleet.js").contains("/fleet.css");
		assertThat(RawHttpClient.get(service.managementPort(), "/fleet.js").text()).contains("/thumbnail");
		assertThat(RawHttpClient.get(service.managementPort(), "/fleet.css").status()).isEqualTo(200);
		assertThat(RawHttpClient.get(service.managementPort(), "/fleet.svg").header("Content-Type"))
			.contains("image/svg+xml");
		RawResponse thumbnail = management("cameras/1/thumbnail");
		assertThat(thumbnail.header("Content-Type")).contains("image/jpeg");
		assertThat(thumbnail.body()).endsWith(0xFF, 0xD9);
		assertThat(management("cameras/3/thumbnail").status()).as("a real camera").isEqualTo(404);
		assertThat(management("cameras/7/thumbnail").status()).isEqualTo(404);
		assertThat(RawHttpClient.get(port, "/fleet.js").status()).as("the camera's own port").isEqualTo(404);
	}

	@Test
	void aCameraHasItsOwnLimitOfConnections() throws IOException {
		assertThat(refused(port + 1)).isPositive();
		assertThat(refused(port)).isZero();
	}

	/** Returns how many of 20 connections from one address a port closes at once. */
	private static int refused(int port) throws IOException {
		List<Socket> sockets = new ArrayList<>();
		int refused = 0;
		try {
			for (int i = 0; i < 20; i++) {
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName("127.0.0.9"),
						0);
				socket.setSoTimeout(200);
				sockets.add(socket);
			}
			for (Socket socket : sockets.subList(16, 20)) {
				refused += isClosed(socket) ? 1 : 0;
			}
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
		return refused;
	}

	private static boolean isClosed(Socket socket) throws IOException {
		try {
			return socket.getInputStream().read() < 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	@Test
	void metersOfACameraHaveItsNumber() {
		RawHttpClient.get(port + 1, "/cgi-bin/image?uid=none");
		for (String line : management("prometheus").text().split("\n")) {
			if (line.startsWith("camera_") || line.startsWith("http_server_requests")) {
				assertThat(line).containsPattern("camera=\"[0-" + COUNT + "]\"");
			}
		}
		assertThat(management("metrics/http.server.requests?tag=camera:2").status()).isEqualTo(200);
		assertThat(management("metrics/camera.connections.refused?tag=camera:3").status()).isEqualTo(200);
		assertThat(management("metrics/camera.calls?tag=camera:2").status()).isEqualTo(200);
	}

}
