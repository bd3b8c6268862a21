package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

import org.camerad.CameradApplication;
import org.camerad.operation.SecretGuard;
import org.camerad.user.QuickHashes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Two cameras in one process, which share nothing that a client could notice. */
@ExtendWith(ServiceFixtureExtension.class)
class SeveralCamerasTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@TempDir
	Path folder;

	private int port;

	private int rtspPort;

	private int managementPort;

	private @Nullable ConfigurableApplicationContext service;

	@BeforeEach
	void choosePorts(ServiceFixture bench) {
		assumeThat(bench.isSimulated()).as("hosts simulators only").isTrue();
		this.port = FleetTests.freeRange(5);
		this.rtspPort = this.port + 2;
		this.managementPort = this.port + 4;
	}

	@AfterEach
	void stop() {
		if (this.service != null) {
			this.service.close();
		}
	}

	private void start(String... properties) {
		List<String> all = new ArrayList<>(
				List.of("--camera.driver=sim", "--camera.count=2", "--camera.data-dir=" + this.folder.resolve("data"),
						"--server.port=" + this.port, "--camera.rtsp.port=" + this.rtspPort,
						"--management.server.port=" + this.managementPort, "--camera.session.timeout=1h"));
		all.addAll(List.of(properties));
		SpringApplication application = new SpringApplication(CameradApplication.class);
		application.addInitializers((context) -> SecretGuard.install());
		application.addInitializers(QuickHashes::install);
		this.service = application.run(all.toArray(String[]::new));
	}

	private RawResponse get(int camera, String target) {
		return RawHttpClient.get(this.port + camera - 1, "/cgi-bin/" + target);
	}

	private String logIn(int camera) throws IOException {
		return TestService.uid(logIn(camera, "admin", password(camera)));
	}

	private RawResponse logIn(int camera, String user, String password) {
		return get(camera, "getuid?username=" + user + "&password=" + password);
	}

	private String brightness(int camera, String uid) {
		return get(camera, "image?uid=" + uid).attribute("brightness");
	}

	private Path data(int camera) {
		Path data = this.folder.resolve("data");
		return (camera == 1) ? data : data.resolve("camera-" + camera);
	}

	/** The password that the service made for a camera's first administrator. */
	private String password(int camera) throws IOException {
		Path file = data(camera).resolve("admin-password");
		TestService.await("the administrator is made", TIMEOUT, () -> Files.exists(file));
		return Files.readString(file).strip();
	}

	private String management(String path) {
		return RawHttpClient.get(this.managementPort, "/actuator/" + path).text();
	}

	@Test
	void eachHasUsersSessionsAndSettingsOfItsOwn() throws IOException {
		start();
		String first = logIn(1);
		String second = logIn(2);
		assertThat(password(1)).isNotEqualTo(password(2));
		assertThat(logIn(2, "admin", password(1)).summary()).contains("password error");
		assertThat(get(2, "image?uid=" + first).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/image", "uid error"));
		assertThat(get(1, "snapshot.cgi?uid=" + second).summary()).contains("uid error");
		assertThat(get(1, "image?brightness=7&uid=" + first).status()).isEqualTo(200);
		assertThat(brightness(2, second)).isEqualTo("128");
		assertThat(get(1,
				"user_management?action=add&name=guard&newpasswd=secret&privilege=User&enable=Enable&uid=" + first)
			.status()).isEqualTo(200);
		assertThat(logIn(1, "guard", "secret").status()).isEqualTo(200);
		assertThat(logIn(2, "guard", "secret").summary()).contains("password error");
		assertThat(get(1, "ptz_ctrl?add_preset=9&uid=" + first).status()).isEqualTo(200);
		assertThat(get(2, "ptz_ctrl?call_preset=9&uid=" + second).summary()).contains("call_preset error");
	}

	@Test
	void eachHasStreamsHealthAndMetersOfItsOwn() throws IOException {
		start();
		for (int camera = 1; camera <= 2; camera++) {
			String own = RawRtspClient.basic("admin", password(camera));
			String others = RawRtspClient.basic("admin", password(3 - camera));
			assertThat(get(camera, "snapshot.cgi?uid=" + logIn(camera)).body()).endsWith(0xFF, 0xD9);
			try (RawRtspClient wire = new RawRtspClient(this.rtspPort + camera - 1).authorize(own)) {
				assertThat(RawRtspClient.require(wire.request("DESCRIBE", "/stream2"))).contains("m=video");
				RawRtspClient
					.require(wire.request("SETUP", "/stream2/trackID=0", "Transport: RTP/AVP/TCP;interleaved=0-1"));
				RawRtspClient.require(wire.request("PLAY", "/stream2/"));
				assertThat(management("metrics/camera.rtsp.viewers?tag=camera:" + camera)).contains("\"value\":1.0");
				assertThat(management("metrics/camera.rtsp.viewers?tag=camera:" + (3 - camera)))
					.contains("\"value\":0.0");
			}
			try (RawRtspClient wire = new RawRtspClient(this.rtspPort + camera - 1).authorize(others)) {
				assertThat(wire.request("DESCRIBE", "/stream2")).startsWith("RTSP/1.0 401");
			}
			assertThat(management("health/camera-" + camera)).contains("\"driver\":\"sim\"");
			assertThat(management("health/rtsp/camera-" + camera)).contains(String.valueOf(this.rtspPort + camera - 1));
		}
	}

	@Test
	void oneRebootsAndGoesBackToTheFactoryWhileTheOtherServes() throws IOException {
		start("--camera.sim.reboot-time=3s");
		String first = logIn(1);
		String second = logIn(2);
		get(1, "image?brightness=7&uid=" + first);
		get(2, "image?brightness=8&uid=" + second);
		try (RawRtspClient watching = new RawRtspClient(this.rtspPort + 1)
			.authorize(RawRtspClient.basic("admin", password(2)))) {
			RawRtspClient
				.require(watching.request("SETUP", "/stream2/trackID=0", "Transport: RTP/AVP/TCP;interleaved=0-1"));
			RawRtspClient.require(watching.request("PLAY", "/stream2/"));
			assertThat(get(1, "reboot?uid=" + first).summary()).isEqualTo("200 <reboot>true</reboot>");
			assertThat(get(1, "image?uid=" + first).summary()).contains("device error");
			assertThat(brightness(2, second)).isEqualTo("8");
			RawRtspClient.require(watching.request("GET_PARAMETER", "/stream2/"));
			TestService.await("it is back", TIMEOUT,
					() -> get(1, "image?uid=" + first).summary().contains("uid error"));
			String again = logIn(1);
			assertThat(brightness(1, again)).isEqualTo("7");
			assertThat(get(1, "factory_reset?uid=" + again).status()).isEqualTo(200);
			RawRtspClient.require(watching.request("GET_PARAMETER", "/stream2/"));
		}
		TestService.await("it has the factory's settings", TIMEOUT,
				() -> logIn(1, "admin", read(data(1).resolve("admin-password"))).status() == 200);
		assertThat(brightness(1, logIn(1))).isEqualTo("128");
		assertThat(brightness(2, second)).isEqualTo("8");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void aPortChangeMovesOneAndSurvivesARestart() throws IOException {
		start("--camera.sim.identity=lab");
		String first = logIn(1);
		String second = logIn(2);
		assertThat(get(1, "getinfo?uid=" + first).attribute("sn"))
			.isNotEqualTo(get(2, "getinfo?uid=" + second).attribute("sn"));
		int moved = TestService.freePort();
		assertThat(get(2, "network?port=" + this.port + "&uid=" + second).summary()).contains("port error");
		assertThat(get(2, "network?port=" + moved + "&uid=" + second).attribute("port"))
			.isEqualTo(String.valueOf(moved));
		TestService.await("the former port is closed", TIMEOUT, () -> !RawHttpClient.isListening(this.port + 1));
		String target = "/cgi-bin/network?uid=";
		assertThat(RawHttpClient.get(moved, target + second).attribute("port")).isEqualTo(String.valueOf(moved));
		assertThat(RawHttpClient.get(moved, target + first).summary()).contains("uid error");
		assertThat(get(1, "network?uid=" + first).attribute("port")).isEqualTo(String.valueOf(this.port));
		this.service.close();
		start();
		assertThat(RawHttpClient.isListening(this.port + 1)).isFalse();
		String uid = TestService
			.uid(RawHttpClient.get(moved, "/cgi-bin/getuid?username=admin&password=" + password(2)));
		assertThat(RawHttpClient.get(moved, target + uid).attribute("port")).isEqualTo(String.valueOf(moved));
		assertThat(get(1, "network?uid=" + uid).summary()).contains("uid error");
	}

	/**
	 * Camera 2 gets the port that camera 1 has left, and keeps it when that one is gone.
	 */
	@Test
	void aPortThatOneHasLeftIsTheOthers() throws IOException {
		start();
		String first = logIn(1);
		String second = logIn(2);
		int moved = TestService.freePort();
		assertThat(get(1, "network?port=" + moved + "&uid=" + first).status()).isEqualTo(200);
		TestService.await("camera 2 may have it", TIMEOUT,
				() -> RawHttpClient.get(this.port + 1, "/cgi-bin/network?port=" + this.port + "&uid=" + second)
					.status() == 200);
		TestService.await("the former port is closed", TIMEOUT, () -> !RawHttpClient.isListening(this.port + 1));
		assertThat(RawHttpClient.get(this.port, "/cgi-bin/image?uid=" + second).status()).isEqualTo(200);
		assertThat(RawHttpClient.get(moved, "/cgi-bin/image?uid=" + first).status()).isEqualTo(200);
	}

	@Test
	void aSavedPortThatIsAnothersStopsTheStart() throws IOException {
		start();
		int moved = FleetTests.freeRange(2) + 1;
		assertThat(get(1, "network?port=" + moved + "&uid=" + logIn(1)).status()).isEqualTo(200);
		this.service.close();
		assertRefused("server.port: port " + moved + " is the saved port of another camera", "--camera.count=2",
				"--server.port=" + (moved - 1), "--management.server.port=" + this.managementPort);
	}

	@Test
	void eachHasACertificateOfItsOwn() throws IOException {
		int https = FleetTests.freeRange(4);
		int rtsps = https + 2;
		start("--camera.http.enabled=false", "--camera.https.port=" + https, "--camera.rtsps.port=" + rtsps);
		PublicKey first = key(https);
		PublicKey second = key(https + 1);
		assertThat(first).isEqualTo(key(rtsps)).isNotEqualTo(second);
		assertThat(second).isEqualTo(key(rtsps + 1));
		String uid = TestService.uid(TlsClient.get(https, "/cgi-bin/getuid?username=admin&password=" + password(1)));
		assertThat(TlsClient.get(https, "/cgi-bin/factory_reset?uid=" + uid).status()).isEqualTo(200);
		TestService.await("the reset camera has a new key", TIMEOUT, () -> !key(https).equals(first));
		assertThat(key(https + 1)).as("the other camera's").isEqualTo(second);
	}

	private static PublicKey key(int port) {
		try (TlsClient client = new TlsClient(port)) {
			return client.certificate().getPublicKey();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void countsAndPortsThatCannotBeStopTheStart() {
		for (String count : List.of("0", "1001", "-1")) {
			assertRefused("camera.count: must be from 1 to 1000, is " + count, "--camera.count=" + count);
		}
		assertRefused("management.server.port: 20001 is also the port of camera 2", "--camera.count=2",
				"--server.port=20000", "--management.server.port=20001");
		assertRefused("camera.rtsp.port: 20003", "--camera.count=4", "--server.port=20000", "--camera.rtsp.port=20003");
		assertRefused("camera.count: camera 3 would listen on port 65536", "--camera.count=3", "--server.port=65534");
	}

	private void assertRefused(String message, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("--camera.driver=sim", "--camera.data-dir=" + this.folder.resolve("data")));
		all.addAll(List.of(properties));
		assertThatException()
			.isThrownBy(() -> new SpringApplication(CameradApplication.class).run(all.toArray(String[]::new)))
			.satisfies((ex) -> assertThat(root(ex).getMessage()).contains(message));
	}

	private static Throwable root(Throwable ex) {
		return (ex.getCause() == null) ? ex : root(ex.getCause());
	}

}
