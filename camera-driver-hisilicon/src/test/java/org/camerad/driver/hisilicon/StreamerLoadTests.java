package org.camerad.driver.hisilicon;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.BlockGrid;
import org.camerad.driver.CameraException;
import org.camerad.driver.Setting;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeBuild.Reloading;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests of what this service costs the streamer: log-ins, reloads and rebuilds. */
class StreamerLoadTests extends StreamerFixture {

	private void audio(AudioCodec codec) throws CameraException {
		this.camera.audio().orElseThrow().apply(TestSettings.audio(true, codec, 8000, 64, 50, 50, false));
	}

	@Test
	void oneLogInIsEnoughUntilItsSessionEnds() throws Exception {
		open(new FakeBuild());
		video(0, "1280x720", 20);
		this.camera.streams().get(0).snapshot();
		assertThat(this.streamer.logIns()).isEqualTo(1);
		this.streamer.endSessions();
		video(0, "1920x1080", 20);
		assertThat(this.streamer.working("video0.size")).isEqualTo("1920x1080");
		assertThat(this.streamer.logIns()).isBetween(2, 4);
	}

	@Test
	void aBuildWithoutSessionsGetsThePassword() throws Exception {
		open(new FakeBuild().withoutSessions());
		video(0, "1280x720", 20);
		assertThat(this.streamer.working("video0.size")).isEqualTo("1280x720");
	}

	@Test
	void aBuildThatReloadsItselfIsNotAskedTo() throws Exception {
		open(new FakeBuild().reloading(Reloading.BY_ITSELF, Duration.ofMillis(400)));
		audio(AudioCodec.G711_A_LAW);
		assertThat(this.streamer.working("audio.codec")).isEqualTo("alaw");
		audio(AudioCodec.G711_MU_LAW);
		await(() -> "ulaw".equals(this.streamer.working("audio.codec")));
		assertThat(this.streamer.requests()).noneMatch((request) -> request.contains("mj-apply"));
	}

	@Test
	void aBuildThatMustBeAskedIsAskedEachTime() throws Exception {
		open(new FakeBuild().reloading(Reloading.WHEN_ASKED, Duration.ofMillis(200)));
		audio(AudioCodec.G711_A_LAW);
		assertThat(this.streamer.working("audio.codec")).isEqualTo("alaw");
		audio(AudioCodec.G711_MU_LAW);
		assertThat(this.streamer.working("audio.codec")).isEqualTo("ulaw");
		assertThat(this.streamer.requests()).filteredOn((request) -> request.contains("mj-apply")).hasSize(2);
	}

	@Test
	void aSensitivityThatNeedsARebuildDoesNotFollowTheNight() throws Exception {
		open(new FakeBuild());
		assertThat(this.camera.motion().orElseThrow().lacks()).contains(Setting.MOTION_NIGHT);
		this.camera.motion().orElseThrow().apply(TestSettings.motion(true, 100, 1, true, 1, 1, BlockGrid.all(2, 2)));
		assertThat(this.streamer.working("motionDetect.sensitivity")).isEqualTo("8");
		this.streamer.night(true);
		assertThat(this.camera.motion().orElseThrow().lacks()).contains(Setting.MOTION_NIGHT);
		assertThat(this.streamer.working("motionDetect.sensitivity")).isEqualTo("8");
	}

	@Test
	void anOpusMicrophoneIsAskedForG711() throws Exception {
		this.streamer = new FakeBuild().with("audio.enabled boolean =true").start();
		open();
		assertThat(this.streamer.working("audio.codec")).isEqualTo("opus");
		RecordingSubscriber<AudioFrame> listener = new RecordingSubscriber<>();
		this.camera.audio().orElseThrow().frames().orElseThrow().subscribe(listener);
		assertThat(listener.next().codec()).isEqualTo(AudioCodec.G711_MU_LAW);
		listener.cancel();
	}

	@Test
	void aBusyStreamerHasNotRefused() throws Exception {
		open(new FakeBuild());
		for (int status : new int[] { 500, 503 }) {
			this.streamer.failWrites(status);
			assertUnavailable(() -> video(0, "1280x720", 20));
			assertUnavailable(() -> image(TestSettings.image(255, 128, 128, 128)));
		}
		this.streamer.failWrites(0);
		video(0, "1280x720", 20);
		assertThat(this.streamer.working("video0.size")).isEqualTo("1280x720");
	}

	@Test
	void aCameraThatNobodyHasClaimedIsReportedAsSuch() {
		this.streamer = new FakeBuild().unclaimed().start();
		assertThatExceptionOfType(CameraException.class).isThrownBy(() -> open())
			.withMessageStartingWith("camera.hisilicon.streamer.password: ")
			.withMessageContaining("a camera does that nobody has claimed: set its root password");
	}

}
