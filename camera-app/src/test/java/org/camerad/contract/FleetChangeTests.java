package org.camerad.contract;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import javax.management.JMException;
import javax.management.ObjectName;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Cameras that are added to a running process of two, and removed. */
@ExtendWith(ServiceFixtureExtension.class)
class FleetChangeTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final String JSON = "application/json";

	private static TestService service;

	private static Path data;

	private static int port;

	private static int rtspPort;

	@BeforeAll
	static void start(ServiceFixture fixture, @TempDir Path folder) {
		assumeThat(fixture.isSimulated()).as("hosts simulators only").isTrue();
		data = folder.resolve("data");
		port = FleetTests.freeRange(8);
		rtspPort = FleetTests.freeRange(8);
		service = TestService.start(data,
				List.of("camera.count=2", "camera.driver=sim", "camera.session.timeout=1h", "server.port=" + port,
						"camera.rtsp.port=" + rtspPort, "camera.instances.2.data-dir=" + folder.resolve("own")));
	}

	@AfterAll
	static void stop() {
		if (service != null) {
			service.close();
		}
	}

	@AfterEach
	void removeAdded() {
		for (int number = 3; number <= 8; number++) {
			delete(number + "?purge=true");
		}
	}

	private static RawResponse request(String method, String path, String type, String body, String... headers) {
		StringBuilder head = new StringBuilder(
				method + " /actuator/cameras" + path + " HTTP/1.0\r\nHost: localhost\r\nContent-Type: " + type
						+ "\r\nContent-Length: " + body.length() + "\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		return RawHttpClient.exchange(service.managementPort(), head + "\r\n" + body);
	}

	private static RawResponse post(String body) {
		return request("POST", "", JSON, body.replace('\'', '"'));
	}

	private static RawResponse delete(String path) {
		return request("DELETE", "/" + path, JSON, "");
	}

	private static RawResponse camera(int number, String target) {
		return RawHttpClient.get(port + number - 1, "/cgi-bin/" + target);
	}

	private static String logIn(int number) {
		return TestService.uid(camera(number, "getuid?username=admin&password=" + TestService.PASSWORD));
	}

	@Test
	void camerasServeAtOnceAndLeaveTheirDataBehind() {
		RawResponse added = post("{'instances':{'4':{'sim':{'model':'FOUR','seed':9}},'3':{'sim.model':'THREE'}}}");
		assertThat(added.status()).as(added.text()).isEqualTo(201);
		assertThat(added.text()).contains("\"number\":3").contains("\"httpPort\":" + (port + 3));
		String uid = logIn(4);
		assertThat(camera(4, "getmodel?uid=" + uid).text()).contains("FOUR");
		assertThat(camera(3, "getmodel?uid=" + logIn(3)).text()).contains("THREE");
		assertThat(camera(4, "image?brightness=7&uid=" + uid).status()).isEqualTo(200);
		assertThat(management("health/camera-4").text()).contains("\"UP\"");
		assertThat(management("metrics/camera.calls?tag=camera:4").status()).isEqualTo(200);
		assertThat(RawHttpClient.isListening(rtspPort + 3)).isTrue();
		assertThat(delete("4").status()).isEqualTo(204);
		assertThat(RawHttpClient.isListening(port + 3)).isFalse();
		assertThat(RawHttpClient.isListening(rtspPort + 3)).isFalse();
		assertThat(management("health/camera-4").status()).isEqualTo(404);
		assertThat(management("prometheus").text()).contains("camera=\"3\"").doesNotContain("camera=\"4\"");
		assertThat(delete("4").status()).isEqualTo(404);
		assertThat(post("{'instances':{'4':{}}}").status()).isEqualTo(201);
		assertThat(camera(4, "image?uid=" + logIn(4)).attribute("brightness")).as("its data stayed").isEqualTo("7");
	}

	private static RawResponse management(String path) {
		return RawHttpClient.get(service.managementPort(), "/actuator/" + path);
	}

	@Test
	void aWatchedCameraCanBeRemovedAndTheOthersServe() throws IOException {
		assertThat(post("{'instances':{'5':{}}}").status()).isEqualTo(201);
		String basic = RawRtspClient.basic("admin", TestService.PASSWORD);
		try (RawRtspClient watching = new RawRtspClient(rtspPort).authorize(basic);
				RawRtspClient removed = new RawRtspClient(rtspPort + 4).authorize(basic)) {
			for (RawRtspClient client : List.of(watching, removed)) {
				RawRtspClient
					.require(client.request("SETUP", "/stream2/trackID=0", "Transport: RTP/AVP/TCP;interleaved=0-1"));
				RawRtspClient.require(client.request("PLAY", "/stream2/"));
			}
			assertThat(delete("5").status()).isEqualTo(204);
			RawRtspClient.require(watching.request("GET_PARAMETER", "/stream2/"));
		}
	}

	@Test
	void purgeDeletesOnlyTheCamerasFolderAndFollowsNoLink(@TempDir Path elsewhere) throws IOException {
		Path kept = Files.writeString(elsewhere.resolve("kept"), "kept");
		assertThat(post("{'instances':{'6':{}}}").status()).isEqualTo(201);
		Path folder = data.resolve("camera-6");
		Files.createSymbolicLink(folder.resolve("link"), elsewhere);
		assertThat(delete("6?purge=yes").status()).isEqualTo(400);
		assertThat(delete("6?purge=true").status()).isEqualTo(204);
		assertThat(folder).doesNotExist();
		assertThat(kept).exists();
		assertThat(data.resolve("settings.json").getParent()).exists();
	}

	@Test
	void theFirstOneAndFoldersOfTheirOwnStay() {
		assertThat(delete("1").status()).isEqualTo(409);
		RawResponse own = delete("2?purge=true");
		assertThat(own.status()).isEqualTo(409);
		assertThat(own.text()).contains("purge: camera 2 has a data folder of its own");
		assertThat(delete("9").status()).isEqualTo(404);
		assertThat(delete("two").status()).isEqualTo(404);
		assertThat(request("DELETE", "/2", JSON, "", "Origin: http://evil.example").status()).isEqualTo(403);
		assertThat(camera(2, "image?uid=" + logIn(2)).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"400|{'instances':{'3':{'driver':'sim'}}}|instances.3.driver: cannot be set",
			"400|{'instances':{'3':{'rtsp':{'port':9000}}}}|instances.3.rtsp.port: cannot be set",
			"400|{'instances':{'3':{'data-dir':'/tmp/x'}}}|instances.3.data-dir: cannot be set",
			"400|{'instances':{'3':{'sim.modle':'X'}}}|did you mean camera.instances.3.sim.model?",
			"400|{'instances':{'3':{'sim':{'model':null}}}}|instances.3.sim.model: a text, a number, true or false",
			"400|{'instances':{'3':{'sim':{'model':'X'},'sim.model':'Y'}}}|instances.3.sim.model: is given twice",
			"400|{'instances':{'3':{'sim.model':'${user.home}'}}}|instances.3.sim.model: placeholders",
			"400|{'instances':{'3':{'sim.reboot-time':'soon'}}}|instances.3.sim.reboot-time: must be a time",
			"400|{'instances':{'3':{'session.timeout':'1ms'}}}|instances.3.session.timeout: must be from",
			"400|{'instances':{'3':{'rtsp.digest':'maybe'}}}|instances.3.rtsp.digest: cannot be converted",
			"400|{'instances':{'three':{}}}|instances.three: a number from 2 to 1000",
			"400|{'instances':{'1001':{}}}|instances.1001: a number from 2 to 1000", "400|{'instances':{}}|instances: ",
			"400|{'instances':[]}|instances: an object", "400|{'cameras':{}}|cameras: there is no such field",
			"400|{'instances':|body: not JSON", "409|{'instances':{'1':{}}}|instances.1: there is a camera",
			"409|{'instances':{'3':{},'2':{}}}|instances.2: there is a camera" })
	void whatCannotBeAddedIsNamedAndNothingIs(int status, String body, String message) {
		RawResponse response = post(body);
		assertThat(response.status()).as(response.text()).isEqualTo(status);
		assertThat(response.text()).contains(message);
		assertThat(management("cameras/3").status()).isEqualTo(404);
		assertThat(data.resolve("camera-3")).doesNotExist();
	}

	@Test
	void otherTypesAndPagesOfBrowsersAreRefused() {
		assertThat(request("POST", "", "text/plain", "{}").status()).isEqualTo(415);
		assertThat(request("POST", "", JSON, "{\"instances\":{\"3\":{}}}", "Origin: http://evil.example").status())
			.isEqualTo(403);
		assertThat(management("cameras/3").status()).isEqualTo(404);
	}

	/** A port of the second one is taken, so that the first one is not added either. */
	@Test
	void addingIsAllOrNothing() {
		String uid = logIn(2);
		assertThat(camera(2, "network?port=" + (port + 6) + "&uid=" + uid).status()).isEqualTo(200);
		TestService.await("camera 2 has moved", TIMEOUT, () -> !RawHttpClient.isListening(port + 1));
		RawResponse refused = post("{'instances':{'6':{},'7':{}}}");
		assertThat(refused.status()).isEqualTo(409);
		assertThat(refused.text()).contains("instances.7: port " + (port + 6) + " is in use");
		assertThat(management("cameras/6").status()).isEqualTo(404);
		assertThat(RawHttpClient.isListening(port + 5)).isFalse();
		assertThat(data.resolve("camera-6")).doesNotExist();
		assertThat(RawHttpClient.get(port + 6, "/cgi-bin/network?port=" + (port + 1) + "&uid=" + uid).status())
			.isEqualTo(200);
		TestService.await("camera 2 is back", TIMEOUT, () -> !RawHttpClient.isListening(port + 6));
	}

	@Test
	void camerasThatComeAndGoLeaveNothingBehind() throws Exception {
		comeAndGo();
		int threads = Thread.activeCount();
		int descriptors = descriptors();
		long objects = objectsOfCameras();
		for (int i = 0; i < 5; i++) {
			comeAndGo();
		}
		TestService.await("the threads have ended", TIMEOUT, () -> Thread.activeCount() <= threads + 2);
		TestService.await("the sockets and files are closed", TIMEOUT, () -> descriptors() <= descriptors + 2);
		assertThat(objectsOfCameras()).as("objects of cameras on the heap").isLessThan(objects + 15);
	}

	private static void comeAndGo() {
		assertThat(post("{'instances':{'6':{},'7':{},'8':{}}}").status()).isEqualTo(201);
		assertThat(management("cameras/7/thumbnail").status()).isEqualTo(200);
		for (int number = 6; number <= 8; number++) {
			assertThat(delete(number + "?purge=true").status()).isEqualTo(204);
		}
	}

	private static int descriptors() {
		return Objects.requireNonNull(Path.of("/proc/self/fd").toFile().list()).length;
	}

	/** Returns the number of live objects of the classes of which each camera has one. */
	private static long objectsOfCameras() throws JMException {
		String histogram = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		return histogram.lines()
			.map((line) -> line.strip().split("\\s+"))
			.filter((row) -> row.length > 3
					&& row[3].matches("org.camerad.(hosting.HostedCamera|live.MotionEvents|network.LimitedEndpoint"
							+ "|camera.CameraSettings|live.rtsp.RtspServer|driver.sim.SimStream)"))
			.mapToLong((row) -> Long.parseLong(row[1]))
			.sum();
	}

}
