package org.camerad.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.hisilicon.board.FakeRoot;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeStreamer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service as a gateway beside a camera whose streamer goes and comes back, and the
 * factory reset of a board.
 */
class HiSiliconGatewayTests {

	/** The settings of an owner: each class of values that the contract cannot say. */
	private static final Map<String, String> CONFIGURED = Map.ofEntries(Map.entry("video0.size", "2592x1520"),
			Map.entry("video0.fps", "30.5"), Map.entry("video0.rcMode", "avbr"), Map.entry("video0.gopSize", "2.0"),
			Map.entry("video0.bitrate", "3000"), Map.entry("video1.size", "640x480"), Map.entry("video1.codec", "h265"),
			Map.entry("image.luminance", "70"), Map.entry("osd.enabled", "true"),
			Map.entry("osd.template", "Yard %d.%m.%Y %T"), Map.entry("osd.posX", "5"), Map.entry("audio.codec", "opus"),
			Map.entry("audio.srate", "48000"), Map.entry("audio.volume", "33"),
			Map.entry("motionDetect.enabled", "true"), Map.entry("motionDetect.sensitivity", "5"));

	/** The texts of the interfaces for these settings. */
	private static final Map<String, String[]> ADOPTED = Map.of("videoencoder?",
			new String[] { "resolution=\"2560X1440\"", "framerate=\"30\"", "bitrate=\"3000\"",
					"bitrate_control=\"VBR\"", "resolution=\"VGA\"", "encode_mode=\"H264\"", "encode_mode=\"H265\"" },
			"image?", new String[] { "brightness=\"179\"", "contrast=\"128\"" }, "osd?",
			new String[] { "enable=\"1\"", "title_utf8=\"Yard\"", "time_format=\"yyyy-mm-dd hh:mm:ss\"" }, "motion?",
			new String[] { "enable=\"1\"", "enable_nighttime=\"1\"" }, "audioencoder?",
			new String[] { "enable=\"0\"", "encode_type=\"G.711\"", "input_volume=\"33\"" });

	/** The values of others in five parts, several of them in one part. */
	private static final Map<String, String> CHANGED = Map.of("image.contrast", "60", "video0.bitrate", "1234",
			"video0.gopSize", "5.0", "video1.size", "1280x720", "video1.bitrate", "555", "osd.template", "Not yours",
			"audio.volume", "99", "audio.srate", "8000");

	@Test
	void aStreamerThatGoesIsSeenWithinSecondsAndHealedWithoutARestart(@TempDir Path folder) {
		try (FakeStreamer streamer = new FakeBuild().start();
				TestService camera = TestService.start(folder, of(streamer))) {
			String uid = camera.logIn();
			camera.get("/cgi-bin/image?brightness=255&uid=" + uid);
			assertThat(streamer.working("image.luminance")).isEqualTo("100");
			assertThat(camera.get("/cgi-bin/network?uid=" + uid).summary())
				.isEqualTo(RawResponse.fault(400, "/cgi-bin/network", "network not supported"));
			streamer.pull();
			TestService.await("health tells of it", Duration.ofSeconds(60),
					() -> camera.health("").text().contains("no streamer responds"));
			assertThat(camera.get("/cgi-bin/image?brightness=1&uid=" + uid).summary())
				.isEqualTo(RawResponse.fault(503, "/cgi-bin/image", "device error"));
			streamer.put("image.luminance", "50");
			streamer.plug();
			TestService.await("the settings are in effect again", Duration.ofSeconds(90),
					() -> "100".equals(streamer.working("image.luminance"))
							&& camera.health("").text().contains("\"status\":\"UP\""));
		}
	}

	@Test
	void aConfiguredCameraIsAdoptedAndOnlyWhatASetNamesIsWritten(@TempDir Path folder) {
		try (FakeStreamer streamer = configured()) {
			try (TestService camera = TestService.start(folder, of(streamer))) {
				String uid = camera.logIn();
				assertThat(ADOPTED).allSatisfy((path, shown) -> assertThat(query(camera, path, uid)).contains(shown));
				camera.get("/cgi-bin/snapshot.cgi?uid=" + uid);
				assertThat(writes(streamer)).as("written without a request").isEmpty();
				assertThat(query(camera, "videoencoder/stream1?bitrate=2000&", uid)).contains("bitrate=\"2000\"");
				assertThat(writes(streamer)).containsExactly("POST /api/v1/config {\"video0\":{\"bitrate\":\"2000\"}}");
				query(camera, "osd?title_utf8=Gate&", uid);
				assertThat(streamer.held("osd.template")).isEqualTo("Gate %d.%m.%Y %T");
				query(camera, "videoencoder/stream1?resolution=2560X1440&", uid);
				assertThat(streamer.held("video0.size")).isEqualTo("2560x1440");
				assertThat(streamer.held("video0.fps")).as("outside the contract").isEqualTo("30.5");
				assertThat(streamer.held("video0.rcMode")).as("outside the contract").isEqualTo("avbr");
			}
			streamer.forgetRequests();
			try (TestService camera = TestService.start(folder, of(streamer))) {
				String uid = camera.logIn();
				assertThat(query(camera, "videoencoder?", uid)).contains("bitrate=\"2000\"");
				assertThat(writes(streamer)).as("written by a restart").isEmpty();
				camera.get("/cgi-bin/factory_reset?uid=" + uid);
				TestService.await("the baseline is back", Duration.ofSeconds(30),
						() -> CONFIGURED.entrySet()
							.stream()
							.allMatch((value) -> value.getValue().equals(streamer.held(value.getKey()))));
				assertThat(query(camera, "osd?", camera.logIn())).contains("title_utf8=\"Yard\"");
			}
		}
	}

	@Test
	void changesByOthersAreAdoptedOrRestoredAndShownByHealth(@TempDir Path folder) {
		try (FakeStreamer streamer = configured()) {
			try (TestService camera = TestService.start(folder, of(streamer))) {
				String uid = camera.logIn();
				query(camera, "image?contrast=255&", uid);
				streamer.forgetRequests();
				streamer.put("image.contrast", "30");
				streamer.put("video0.size", "1920x1080");
				TestService.await("both are adopted", Duration.ofSeconds(60),
						() -> query(camera, "image?", uid).contains("contrast=\"77\"")
								&& query(camera, "videoencoder?", uid).contains("resolution=\"1080P\""));
				assertThat(camera.health("").text()).contains("image was changed in the hardware, not through this "
						+ "service: contrast 255 -> 77; adopted");
				assertThat(writes(streamer)).as("written by adoption").isEmpty();
			}
			CHANGED.forEach(streamer::put);
			streamer.forgetRequests();
			int rebuilds = streamer.rebuilds();
			List<String> restoring = new ArrayList<>(of(streamer));
			restoring.add("camera.hisilicon.foreign-changes=restore");
			try (TestService camera = TestService.start(folder, restoring)) {
				TestService.await("the changes while the service was off are gone", Duration.ofSeconds(60),
						() -> CHANGED.entrySet()
							.stream()
							.noneMatch((value) -> value.getValue().equals(streamer.held(value.getKey()))));
				assertThat(streamer.held("image.contrast")).isEqualTo("30");
				assertThat(writes(streamer)).as("writes: one for each part that differs").hasSize(5);
				assertThat(streamer.rebuilds() - rebuilds).as("rebuilds: one for each stream").isEqualTo(2);
				streamer.put("video0.rcMode", "cbr");
				TestService.await("the own value outside the contract is back", Duration.ofSeconds(60),
						() -> "avbr".equals(streamer.held("video0.rcMode")));
				assertThat(camera.health("").text()).contains("restoring the settings of this service");
			}
		}
	}

	@Test
	void aBoardsFactoryResetGivesTheContractsValues(@TempDir Path folder) throws Exception {
		FakeRoot board = FakeRoot.in(folder.resolve("board"));
		try (FakeStreamer streamer = configured()) {
			List<String> properties = new ArrayList<>(of(streamer));
			properties.set(1, "camera.hisilicon.board=local");
			properties.add("camera.hisilicon.root=" + board.path());
			try (TestService camera = TestService.start(folder.resolve("data"), properties)) {
				assertThat(query(camera, "image?", camera.logIn())).contains("brightness=\"179\"");
				assertThat(writes(streamer)).as("written without a request").isEmpty();
				camera.get("/cgi-bin/factory_reset?uid=" + camera.logIn());
				assertThat(query(camera, "image?", camera.logIn())).contains("brightness=\"128\"");
				assertThat(query(camera, "osd?", camera.logIn())).contains("title_utf8=\"ipcamera\"");
				TestService.await("the streamer has the factory values", Duration.ofSeconds(30),
						() -> "50".equals(streamer.held("image.luminance"))
								&& String.valueOf(streamer.held("osd.template")).startsWith("ipcamera"));
				assertThat(board.read("/calls")).contains("firstboot");
			}
		}
	}

	private static FakeStreamer configured() {
		FakeStreamer streamer = new FakeBuild().sensor("2592x1944").start();
		CONFIGURED.forEach(streamer::put);
		return streamer;
	}

	private static String query(TestService camera, String target, String uid) {
		return camera.get("/cgi-bin/" + target + "uid=" + uid).text();
	}

	/** Returns the requests that change something. */
	private static List<String> writes(FakeStreamer streamer) {
		return streamer.requests()
			.stream()
			.filter((request) -> request.startsWith("POST") || request.contains("/api/v1/set?")
					|| request.contains("/api/v1/reset?") || request.contains("mj-apply"))
			.toList();
	}

	private static List<String> of(FakeStreamer streamer) {
		return List.of("camera.driver=hisilicon", "camera.hisilicon.board=none",
				"camera.hisilicon.streamer.url=" + streamer.url(),
				"camera.hisilicon.streamer.password=" + streamer.password());
	}

}
