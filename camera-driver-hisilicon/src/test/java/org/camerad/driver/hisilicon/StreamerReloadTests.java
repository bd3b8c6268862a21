package org.camerad.driver.hisilicon;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Picture;
import org.camerad.driver.hisilicon.fake.FakeBuild.Reloading;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of settings that take effect when the streamer rebuilds its pipeline. */
class StreamerReloadTests extends StreamerFixture {

	private static final Duration RELOAD_TIME = Duration.ofMillis(1200);

	@Test
	void aReloadAfterAWriteIsAwaited() throws Exception {
		open(new FakeBuild().reloading(Reloading.BY_ITSELF, RELOAD_TIME));
		video(0, "1280x720", 20);
		assertThat(this.streamer.working("video0.size")).isEqualTo("1280x720");
		assertThat(this.streamer.requests()).noneMatch((request) -> request.contains("mj-apply"));
		assertThat(this.camera.streams().get(0).snapshot().jpeg()).isNotEmpty();
		assertThat(this.events).isEmpty();
	}

	@Test
	void aReloadIsRequestedIfTheBuildNeedsIt() throws Exception {
		open(new FakeBuild().reloading(Reloading.WHEN_ASKED, RELOAD_TIME));
		video(0, "1280x720", 20);
		assertThat(this.streamer.working("video0.size")).isEqualTo("1280x720");
		assertThat(this.streamer.requests()).anyMatch((request) -> request.startsWith("GET /cgi-bin/j/mj-apply.cgi"));
	}

	@Test
	void aBuildThatNeverAppliesAChangeIsRolledBack() throws Exception {
		open(new FakeBuild().reloading(Reloading.WHEN_ASKED, RELOAD_TIME).notKnowing("/cgi-bin/j/mj-apply.cgi"));
		assertRefused(() -> video(0, "1280x720", 20));
		assertThat(this.streamer.held("video0.size")).isEqualTo("1920x1080");
		assertThat(status("streamer").state()).isEqualTo(PartStatus.State.IMPAIRED);
	}

	@Test
	void aLongReloadIsUnavailableAndTakesEffectLater() throws Exception {
		open(new FakeBuild().reloading(Reloading.BY_ITSELF, Duration.ofSeconds(7)));
		assertUnavailable(() -> video(0, "1280x720", 20));
		assertThat(next(CameraEvent.Unavailable.class).reason()).contains("no streamer responds");
		assertThat(next(CameraEvent.Available.class).reason()).isNotBlank();
		video(0, "1280x720", 20);
		assertThat(this.streamer.working("video0.size")).isEqualTo("1280x720");
	}

	@Test
	void aBuildThatDoesNotClassifyItsKeysIsReloaded() throws Exception {
		open(new FakeBuild().unclassified().reloading(Reloading.WHEN_ASKED, RELOAD_TIME));
		image(TestSettings.image(255, 128, 128, 128));
		assertThat(this.streamer.working("image.luminance")).isEqualTo("100");
	}

	@Test
	void picturesGoOnThroughAReload() throws Exception {
		open(new FakeBuild().reloading(Reloading.BY_ITSELF, RELOAD_TIME));
		video(0, "1280x720", 20);
		RecordingSubscriber<Picture> subscriber = new RecordingSubscriber<>();
		this.camera.streams().get(0).pictures().subscribe(subscriber);
		subscriber.next();
		video(0, "1920x1080", 20);
		long during = subscriber.next().number();
		assertThat(subscriber.next().number()).isGreaterThan(during);
	}

}
