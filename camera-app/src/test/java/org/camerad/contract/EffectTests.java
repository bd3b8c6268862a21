package org.camerad.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each set is proven by something other than its own answer. */
@ExtendWith(ServiceFixtureExtension.class)
class EffectTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final ServiceFixture bench;

	@TempDir
	Path folder;

	EffectTests(ServiceFixture bench) {
		this.bench = bench;
	}

	@Test
	void thePortMovesAfterTheAnswerAndSurvivesARestart() throws IOException {
		int moved = TestService.freePort();
		try (TestService camera = this.bench.start(this.folder); ServerSocket taken = new ServerSocket(0)) {
			String uid = camera.logIn();
			assertThat(camera.get("/cgi-bin/network?port=" + taken.getLocalPort() + "&uid=" + uid).summary())
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/network", "port error"));
			assertThat(camera.get("/cgi-bin/network?port=" + camera.managementPort() + "&uid=" + uid).summary())
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/network", "port error"));
			RawResponse answer = camera.get("/cgi-bin/network?port=" + moved + "&uid=" + uid);
			assertThat(answer.attribute("port")).isEqualTo(String.valueOf(moved));
			assertThat(RawHttpClient.get(moved, "/cgi-bin/keep_alive?uid=" + uid).status()).isEqualTo(200);
			TestService.await("the old port is closed", TIMEOUT, () -> isRefused(camera.port()));
			assertThat(camera.health("").status()).isEqualTo(200);
		}
		try (TestService again = this.bench.start(this.folder)) {
			assertThat(again.port()).isEqualTo(moved);
		}
	}

	private static boolean isRefused(int port) {
		try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isClosed();
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Test
	void theTimeServerIsReallyAsked() throws IOException {
		try (TestService camera = this.bench.start(this.folder);
				DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
			server.setSoTimeout((int) TIMEOUT.toMillis());
			String uid = camera.logIn();
			camera
				.get("/cgi-bin/time?update_method=NTP&ntpaddr=127.0.0.1&port=" + server.getLocalPort() + "&uid=" + uid);
			DatagramPacket query = new DatagramPacket(new byte[128], 128);
			server.receive(query);
			assertThat(query.getLength()).isEqualTo(48);
			assertThat(query.getData()[0] & 7).as("mode: client").isEqualTo(3);
		}
	}

	@Test
	void picturesHaveTheSizeThatWasSet() throws IOException {
		try (TestService camera = this.bench.start(this.folder)) {
			String uid = camera.logIn();
			for (Map.Entry<String, List<Integer>> size : Map
				.of("2592X1944", List.of(2592, 1944), "1080P", List.of(1920, 1080))
				.entrySet()) {
				camera.get("/cgi-bin/videoencoder/stream1?resolution=" + size.getKey() + "&uid=" + uid);
				byte[] jpeg = camera.get("/cgi-bin/snapshot.cgi?stream=1&uid=" + uid).body();
				java.awt.image.BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
				assertThat(List.of(picture.getWidth(), picture.getHeight())).isEqualTo(size.getValue());
			}
		}
	}

	@Test
	void everySetSurvivesARestart() {
		Map<String, String> sets = new HashMap<>(Map.of("image", "brightness=9", "osd", "color=2&title_utf8=x%3C%22",
				"motion", "enable=1&blockcount=4x4&areavalue=0f0f", "audioencoder", "encode_type=AAC&input_volume=3",
				"videoencoder/stream1", "encode_mode=H264&bitrate=501", "videoencoder/stream2", "resolution=VGA",
				"network", "dhcp=1&dns1=9.9.9.9"));
		sets.keySet().removeIf((path) -> !this.bench.has(path));
		Map<String, String> answers = new HashMap<>();
		try (TestService camera = this.bench.start(this.folder)) {
			String uid = camera.logIn();
			sets.forEach((path, query) -> camera.get("/cgi-bin/" + path + "?" + query + "&uid=" + uid).root());
			camera.get("/cgi-bin/time?timezone=GMT+05:45&uid=" + uid).root();
			camera.get("/cgi-bin/time?year=2001&month=2&day=3&hour=4&min=5&sec=6&uid=" + uid).root();
			if (this.bench.has("ptz_ctrl")) {
				camera.get("/cgi-bin/ptz_ctrl?add_preset=255&uid=" + uid).root();
			}
			sets.keySet().forEach((path) -> answers.put(path, summary(camera, path, uid)));
		}
		try (TestService again = this.bench.start(this.folder)) {
			String uid = again.logIn();
			answers.forEach((path, answer) -> assertThat(summary(again, path, uid)).isEqualTo(answer));
			RawResponse time = again.get("/cgi-bin/time?uid=" + uid);
			assertThat(time.attribute("timezone")).isEqualTo("GMT+05:45");
			if (this.bench.setsTheClock()) {
				assertThat(time.attribute("current_time")).startsWith("2001-02-03 04:");
			}
			if (this.bench.has("ptz_ctrl")) {
				assertThat(again.get("/cgi-bin/ptz_ctrl?call_preset=255&uid=" + uid).summary())
					.isEqualTo("200 <ptz_ctrl>true</ptz_ctrl>");
			}
		}
	}

	private static String summary(TestService camera, String path, String uid) {
		// The port is another one at each start of the tests.
		return camera.get("/cgi-bin/" + path + "?uid=" + uid).summary().replaceAll(" port=\"[0-9]+\"", "");
	}

	@Test
	void aRebootAnswersThenIsAwayThenIsBackWithItsSettings() {
		// So long that it is seen away on a busy machine, too.
		String[] slow = this.bench.isSimulated() ? new String[] { "camera.sim.reboot-time=3s" } : new String[0];
		try (TestService camera = this.bench.start(this.folder, slow)) {
			String uid = camera.logIn();
			camera.get("/cgi-bin/image?contrast=3&uid=" + uid);
			assertThat(camera.get("/cgi-bin/reboot?uid=" + uid).summary()).isEqualTo("200 <reboot>true</reboot>");
			assertThat(camera.get("/cgi-bin/image?uid=" + uid).summary())
				.isEqualTo(RawResponse.fault(503, "/cgi-bin/image", "device error"));
			assertThat(camera.health("/readiness").status()).isEqualTo(503);
			assertThat(camera.health("/liveness").status()).isEqualTo(200);
			if (this.bench.returnsFromReboot()) {
				assertBack(camera, uid);
			}
		}
		if (!this.bench.returnsFromReboot()) {
			try (TestService again = this.bench.start(this.folder)) {
				assertBack(again, "00000000");
			}
		}
	}

	private static void assertBack(TestService camera, String uid) {
		TestService.await("the camera is back", TIMEOUT, () -> camera.health("/readiness").status() == 200);
		assertThat(camera.get("/cgi-bin/image?uid=" + uid).summary())
			.isEqualTo(RawResponse.fault(400, "/cgi-bin/image", "uid error"));
		assertThat(camera.get("/cgi-bin/image?uid=" + camera.logIn()).attribute("contrast")).isEqualTo("3");
	}

	@Test
	void aFactoryResetTakesAllAndCanLeaveTheNetwork() {
		try (TestService camera = this.bench.start(this.folder)) {
			String uid = camera.logIn();
			camera.add(uid, "guest", "User");
			camera.get("/cgi-bin/image?contrast=3&uid=" + uid);
			String factorys = camera.get("/cgi-bin/network?uid=" + uid).attribute("dns1");
			camera.get("/cgi-bin/network?dns1=9.9.9.9&uid=" + uid);
			assertThat(camera.get("/cgi-bin/factory_reset?retain_network=1&uid=" + uid).status()).isEqualTo(200);
			assertThat(camera.get("/cgi-bin/keep_alive?uid=" + uid).status()).isEqualTo(400);
			uid = camera.logIn();
			assertThat(camera.get("/cgi-bin/image?uid=" + uid).attribute("contrast")).isEqualTo("128");
			assertThat(camera.get("/cgi-bin/network?uid=" + uid).attribute("dns1")).isEqualTo("9.9.9.9");
			assertThat(camera.get("/cgi-bin/user_management?action=get_user&uid=" + uid).text())
				.doesNotContain("guest");
			assertThat(camera.get("/cgi-bin/factory_reset?uid=" + uid).status()).isEqualTo(200);
			assertThat(camera.get("/cgi-bin/network?uid=" + camera.logIn()).attribute("dns1")).isEqualTo(factorys);
		}
	}

	/** A second process on the same folder would destroy what the first one keeps. */
	@Test
	void aDataFolderBelongsToOne() {
		try (TestService camera = this.bench.start(this.folder)) {
			assertThat(camera.logIn()).hasSize(8);
			assertThat(openToOthers(camera.dataFolder())).isEmpty();
			org.assertj.core.api.Assertions.assertThatException()
				.isThrownBy(() -> this.bench.start(this.folder))
				.withStackTraceContaining("camera.data-dir: ");
		}
	}

	private static List<Path> openToOthers(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> {
				try {
					return Files.getPosixFilePermissions(file)
						.stream()
						.anyMatch((permission) -> !permission.name().startsWith("OWNER"));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
