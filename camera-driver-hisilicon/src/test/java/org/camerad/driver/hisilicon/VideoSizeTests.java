package org.camerad.driver.hisilicon;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.Codec;
import org.camerad.driver.Picture;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.support.picture.jpeg.JpegHeader;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of sizes and frame rates that depend on the sensor and on the rotation. */
class VideoSizeTests extends StreamerFixture {

	@ParameterizedTest
	@ValueSource(strings = { "90", "270" })
	void aQuarterTurnSwapsTheSizes(String degrees) throws Exception {
		open(new FakeBuild().with("image.rotate string {0,90,270} =" + degrees));
		assertThat(this.camera.streams().get(0).modes()).extracting(VideoMode::resolution)
			.contains(Resolution.of(1080, 1920))
			.allSatisfy((size) -> assertThat(size.width()).isLessThan(size.height()));
		video(0, "720x1280", 20);
		assertThat(this.streamer.working("video0.size")).isEqualTo("1280x720");
		assertSize(this.camera.streams().get(0).snapshot(), 720, 1280);
		RecordingSubscriber<Picture> mjpeg = new RecordingSubscriber<>();
		this.camera.streams().get(0).pictures().subscribe(mjpeg);
		assertSize(mjpeg.next(), 720, 1280);
		video(1, "360x640", 15);
		assertThat(this.streamer.working("video1.size")).isEqualTo("640x360");
		assertSize(this.camera.streams().get(1).snapshot(), 360, 640);
		Video known = TestSettings.video(Codec.H265, Resolution.of(1080, 1920), 20, 50, 1000, Video.BitrateControl.CBR);
		assertThat(this.camera.streams().get(0).current(known).orElseThrow().settings().resolution())
			.isEqualTo(Resolution.of(720, 1280));
	}

	@Test
	void picturesGoOnWhenTheOwnerRotatesThem() throws Exception {
		open(new FakeBuild());
		video(0, "1280x720", 20);
		this.streamer.put("image.rotate", "90");
		assertSize(this.camera.streams().get(0).snapshot(), 720, 1280);
		await(() -> status("streamer").detail().contains("its pictures were rotated: restart this service"));
		assertThat(status("streamer").state()).isEqualTo(PartStatus.State.IMPAIRED);
	}

	@Test
	void aSizeHasTheFrameRatesThatTheSensorHasThere() throws Exception {
		open(new FakeBuild().with("video0.fps integer 1..120 =0 channel:0 x-fps-caps="
				+ "[{\"w\":1920,\"h\":1080,\"fps\":25},{\"w\":1280,\"h\":720,\"fps\":50}]"));
		assertThat(fastest(1920, 1080)).isEqualTo(25);
		assertThat(fastest(1280, 960)).as("scaled down").isEqualTo(25);
		assertThat(fastest(1280, 720)).isEqualTo(50);
		assertRefused(() -> video(0, "1920x1080", 30));
		this.camera.close();
		this.streamer.close();
		open(new FakeBuild().with("video0.fps integer 1..120 =0 channel:0 x-native=30"));
		assertThat(fastest(1920, 1080)).isEqualTo(30);
	}

	private int fastest(int width, int height) {
		return this.camera.streams()
			.get(0)
			.modes()
			.stream()
			.filter((mode) -> mode.resolution().equals(Resolution.of(width, height)))
			.mapToInt((mode) -> mode.frameRate().max())
			.max()
			.orElseThrow();
	}

	private static void assertSize(Picture picture, int width, int height) {
		JpegHeader header = JpegHeader.read(picture.jpeg()).orElseThrow();
		assertThat(Resolution.of(header.width(), header.height())).isEqualTo(Resolution.of(width, height));
	}

}
