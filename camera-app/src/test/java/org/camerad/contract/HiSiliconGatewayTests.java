package org.camerad.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeStreamer;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as a gateway beside a camera whose streamer goes and comes back. */
class HiSiliconGatewayTests {

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

	private static List<String> of(FakeStreamer streamer) {
		return List.of("camera.driver=hisilicon", "camera.hisilicon.board=none",
				"camera.hisilicon.streamer.url=" + streamer.url(),
				"camera.hisilicon.streamer.password=" + streamer.password());
	}

}
