package org.camerad.driver.hisilicon;

import java.nio.file.Files;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.camerad.driver.hisilicon.bridge.FakeBridge;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the bridge's values, which each rebuild of the pipeline loses. */
class BridgedRebuildTests extends StreamerFixture {

	private static final String SHARPNESS = "ISP_SetIspSharpenAttr";

	private static final String EXPOSURE = "ISP_SetExposureAttr";

	@Test
	void theValuesAreSetAgainAfterEachRebuild() throws Exception {
		try (FakeBridge bridge = FakeBridge.start(Files.createDirectory(this.folder.resolve("bridge")))) {
			this.streamer = new FakeBuild().start();
			open(Map.of("bridge.socket", bridge.socket().toString(), "bridge.exposure-target", "90"));
			image(TestSettings.image(128, 128, 128, 200));
			assertThat(bridge.sets(SHARPNESS)).isEqualTo(1);
			bridge.rebuild();
			video(0, "1280x720", 20);
			awaitSets(bridge, 2);
			// The owner changes a setting in the web interface.
			bridge.rebuild();
			this.streamer.put("video1.size", "640x480");
			awaitSets(bridge, 3);
		}
	}

	private static void awaitSets(FakeBridge bridge, int count) throws InterruptedException {
		await(() -> {
			try {
				return bridge.sets(SHARPNESS) == count && bridge.sets(EXPOSURE) == count;
			}
			catch (Exception ex) {
				throw new AssertionError(ex);
			}
		});
	}

}
