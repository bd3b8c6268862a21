package org.camerad.driver.sim.scene;

import org.camerad.driver.Codec;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JpegQualityTests {

	@Test
	void qualityFollowsBitsPerPixel() {
		assertThat(quality(1920, 1080, 4096)).isEqualTo(72);
		assertThat(quality(1920, 1080, 16)).isEqualTo(JpegQuality.WORST);
		assertThat(quality(480, 360, 1000)).isEqualTo(JpegQuality.GOOD);
		assertThat(quality(480, 360, 2000)).isGreaterThan(JpegQuality.GOOD);
		assertThat(quality(480, 360, 9000)).isEqualTo(JpegQuality.BEST);
		int before = JpegQuality.WORST;
		for (int bitrate = 600; bitrate < 10_000; bitrate += 400) {
			assertThat(quality(1920, 1080, bitrate)).isGreaterThanOrEqualTo(before);
			before = quality(1920, 1080, bitrate);
		}
		assertThat(before).isGreaterThan(85);
	}

	private static int quality(int width, int height, int bitrate) {
		return JpegQuality.of(TestSettings.video(Codec.H265, Resolution.of(width, height), 25, 50, bitrate,
				Video.BitrateControl.VBR));
	}

}
