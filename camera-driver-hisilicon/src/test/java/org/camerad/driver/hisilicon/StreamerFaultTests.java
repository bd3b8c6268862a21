package org.camerad.driver.hisilicon;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Image;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Setting;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeStreamer.DocumentFault;
import org.camerad.driver.hisilicon.fake.FakeStreamer.PictureFault;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of a streamer that misbehaves or is unavailable. */
class StreamerFaultTests extends StreamerFixture {

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void anInvalidPictureIsUnavailable(PictureFault fault) throws Exception {
		this.streamer = new FakeBuild().start();
		open(Map.of("streamer.snapshot-time-limit", "500ms"));
		video(1, "640x480", 25);
		this.streamer.pictures(fault);
		TimeUnit.MILLISECONDS.sleep(50);
		assertUnavailable(() -> this.camera.streams().get(1).snapshot());
		assertThat(status("pictures-sub").state()).isEqualTo(PartStatus.State.FAILED);
		this.streamer.pictures(PictureFault.NONE);
		await(this::givesPictures);
		assertThat(this.camera.status()).extracting(PartStatus::part).containsExactly("streamer");
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void anInvalidResponseChangesNothingAndIsReportedInOneLine(DocumentFault fault) throws Exception {
		open(new FakeBuild());
		image(Image.NEUTRAL);
		this.streamer.documents(fault);
		assertUnavailable(() -> image(TestSettings.image(255, 128, 128, 128)));
		assertThat(this.streamer.working("image.luminance")).isEqualTo("50");
		this.streamer.documents(DocumentFault.NONE);
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void anInvalidSchemaOpensNoCamera(DocumentFault fault) {
		this.streamer = new FakeBuild().start();
		this.streamer.documents(fault);
		assertUnavailable(this::open);
	}

	@Test
	void aContradictoryKeyIsNotUsedAndReported() throws Exception {
		open(new FakeBuild().with("image.contrast integer 90..10 =50 live"));
		assertThat(this.camera.image().orElseThrow().lacks()).contains(Setting.CONTRAST);
		awaitConcern("its schema contradicts itself", "image.contrast");
	}

	@Test
	void valuesOutsideTheSchemaAreReported() throws Exception {
		open(new FakeBuild());
		this.streamer.put("video0.fps", "500");
		awaitConcern("values that its own schema does not allow", "video0.fps");
	}

	@Test
	void aChangedSchemaIsReportedAndItsLostKeyRefused() throws Exception {
		open(new FakeBuild());
		this.streamer.forget("image.contrast");
		assertRefused(() -> image(TestSettings.image(128, 0, 128, 128)));
		awaitConcern("other settings than when it was opened");
	}

	@Test
	void anOutageOfTheStreamerAndItsEndAreReported() throws Exception {
		open(new FakeBuild());
		image(TestSettings.image(255, 128, 128, 128));
		this.streamer.pull();
		assertThat(next(CameraEvent.Unavailable.class).reason()).contains("no streamer responds");
		assertThat(status("streamer").state()).isEqualTo(PartStatus.State.FAILED);
		assertUnavailable(() -> image(Image.NEUTRAL));
		assertUnavailable(() -> this.camera.streams().get(0).snapshot());
		this.streamer.plug();
		assertThat(next(CameraEvent.Available.class).reason()).isNotBlank();
		assertThat(status("streamer").state()).isEqualTo(PartStatus.State.WORKING);
		image(Image.NEUTRAL);
		assertThat(this.streamer.working("image.luminance")).isEqualTo("50");
	}

	@Test
	void thePasswordReachesOnlyTheStreamer() throws Exception {
		open(new FakeBuild());
		this.streamer.pull();
		next(CameraEvent.Unavailable.class);
		assertThat(this.camera.status().toString() + this.events + this.camera)
			.doesNotContain(this.streamer.password());
	}

	/** Tries once, within the short time limit of a picture. */
	private boolean givesPictures() {
		try {
			return this.camera.streams().get(1).snapshot().jpeg().length > 0;
		}
		catch (CameraException ex) {
			return false;
		}
	}

	private void awaitConcern(String... words) throws InterruptedException {
		await(() -> status("streamer").state() == PartStatus.State.IMPAIRED);
		assertThat(status("streamer").detail()).contains(words);
	}

}
