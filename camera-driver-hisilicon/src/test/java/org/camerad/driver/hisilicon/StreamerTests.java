package org.camerad.driver.hisilicon;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.camerad.driver.AudioCodec;
import org.camerad.driver.BlockGrid;
import org.camerad.driver.CameraException;
import org.camerad.driver.Image;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.Osd;
import org.camerad.driver.Picture;
import org.camerad.driver.Setting;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the requests that reach the streamer and of the values that it returns. */
class StreamerTests extends StreamerFixture {

	@Test
	void theImageIsWrittenInTheStreamersUnitsAndItsAutomaticTurnedOff() throws Exception {
		open(new FakeBuild().with("image.tuning boolean =true"));
		image(TestSettings.image(255, 0, 64, 128));
		assertThat(this.streamer.working("image.luminance")).isEqualTo("100");
		assertThat(this.streamer.working("image.contrast")).isEqualTo("0");
		assertThat(this.streamer.working("image.saturation")).isEqualTo("25");
		assertThat(this.streamer.working("image.tuning")).isEqualTo("false");
		assertThat(this.streamer.working("image.hue")).isEqualTo("50");
	}

	@Test
	void valuesInEffectAreNotWrittenAgain() throws Exception {
		open(new FakeBuild());
		image(TestSettings.image(200, 128, 128, 128));
		this.streamer.forgetRequests();
		image(TestSettings.image(200, 128, 128, 128));
		assertThat(this.streamer.requests()).noneMatch((request) -> request.startsWith("POST"));
	}

	@Test
	void aMissingKeyIsAMissingSettingAndAMissingSectionAMissingPart() throws Exception {
		open(new FakeBuild().without("image.saturation", "osd", "audio.outputVolume", "motionDetect",
				"video0.gopSize"));
		assertThat(this.camera.image().orElseThrow().lacks()).containsExactlyInAnyOrder(Setting.SATURATION,
				Setting.SHARPNESS);
		assertThat(this.camera.osd()).isEmpty();
		assertThat(this.camera.motion()).isEmpty();
		assertThat(this.camera.audio().orElseThrow().lacks()).isEqualTo(Set.of(Setting.OUTPUT_VOLUME));
		assertThat(this.camera.streams().get(0).lacks()).isEqualTo(Set.of(Setting.GOP_LENGTH));
		video(0, "1280x720", 20);
		assertThat(this.streamer.requests())
			.noneMatch((request) -> request.contains("gopSize\":\"2.5\",\"size\":\"1280x720"));
	}

	@Test
	void theOsdLineHasTheTitleAsItStandsAndTheTime() throws Exception {
		open(new FakeBuild());
		osd(TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, new Osd.Anchor(2, 1), false, false,
				new Osd.Anchor(0, 0), true, TimeFormat.TIME_DAY_MONTH_YEAR_SLASHES, "100% \"gate\" %d"));
		assertThat(this.streamer.working("osd.enabled")).isEqualTo("true");
		assertThat(this.streamer.working("osd.template")).isEqualTo("100%% \"gate\" %%d %H:%M:%S %d/%m/%Y %a");
		assertThat(this.streamer.working("osd.anchor")).isEqualTo("right");
		assertThat(this.streamer.working("osd.size")).isEqualTo("1.5");
		osd(TestSettings.osd(false, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.SMALL, new Osd.Percent(100, 25), false,
				false, new Osd.Anchor(0, 0), false, TimeFormat.YEAR_MONTH_DAY_DASHES, ""));
		assertThat(this.streamer.working("osd.enabled")).isEqualTo("false");
		assertThat(this.streamer.working("osd.template")).isEqualTo("%Y-%m-%d %H:%M:%S");
		assertThat(this.streamer.working("osd.anchor")).isEqualTo("top-left");
		assertThat(this.streamer.working("osd.offsetX")).isEqualTo("100%");
		assertThat(this.streamer.working("osd.offsetY")).isEqualTo("25%");
		Osd known = title(new Osd.Anchor(0, 0), "x");
		assertThat(this.camera.osd().orElseThrow().current(known).orElseThrow().settings().titlePosition())
			.isEqualTo(new Osd.Percent(100, 25));
	}

	private static Osd title(Osd.Position position, String title) {
		return TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.SMALL, position, false, false,
				new Osd.Anchor(0, 0), false, TimeFormat.YEAR_MONTH_DAY_DASHES, title);
	}

	@Test
	void aTitleThatTheFontLacksIsReported() throws Exception {
		open(new FakeBuild());
		osd(title(new Osd.Anchor(0, 0), "Двор Größe Ωμέγα €–№"));
		assertThat(this.camera.status()).noneMatch((status) -> status.part().equals("osd"));
		for (String title : List.of("大门", "בית", "gate \ud83d\ude00", "ประตู")) {
			osd(title(new Osd.Anchor(0, 0), title));
			assertThat(status("osd").detail()).startsWith("the font of the streamer has no ");
		}
		osd(title(new Osd.Anchor(0, 0), "gate"));
		assertThat(this.camera.status()).noneMatch((status) -> status.part().equals("osd"));
	}

	@Test
	void everyPercentageIsExact() throws Exception {
		open(new FakeBuild());
		osd(title(new Osd.Percent(33, 1), "x"));
		assertThat(this.streamer.working("osd.offsetX")).isEqualTo("33%");
		assertThat(this.streamer.working("osd.offsetY")).isEqualTo("1%");
	}

	@Test
	void aBuildWithoutAnchorsUsesProportionalPositions() throws Exception {
		open(new FakeBuild().without("osd.anchor", "osd.offsetX", "osd.offsetY"));
		osd(TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.SMALL, new Osd.Anchor(1, 2), false, false,
				new Osd.Anchor(0, 0), false, TimeFormat.YEAR_MONTH_DAY_DASHES, "x"));
		assertThat(this.streamer.working("osd.posX")).isEqualTo("0");
		assertThat(this.streamer.working("osd.posY")).isEqualTo("-16");
	}

	@Test
	void audioIsWrittenAndWhatIsNotOfferedRefused() throws Exception {
		open(new FakeBuild());
		this.camera.audio()
			.orElseThrow()
			.apply(TestSettings.audio(true, AudioCodec.G711_A_LAW, 8000, 64, 7, 100, false));
		assertThat(this.streamer.working("audio.enabled")).isEqualTo("true");
		assertThat(this.streamer.working("audio.codec")).isEqualTo("alaw");
		assertThat(this.streamer.working("audio.volume")).isEqualTo("7");
		assertThat(this.streamer.working("audio.outputVolume")).isEqualTo("100");
		assertThat(this.streamer.working("audio.outputEnabled")).isEqualTo("false");
		assertRefused(() -> this.camera.audio()
			.orElseThrow()
			.apply(TestSettings.audio(true, AudioCodec.AAC, 8000, 16, 7, 100, false)));
	}

	/** The keys before a refused one stay in the streamer's memory. */
	@Test
	void aPartlyRefusedChangeIsRolledBack() throws Exception {
		open(new FakeBuild());
		image(Image.NEUTRAL);
		this.streamer.refuse("image.saturation");
		assertRefused(() -> image(TestSettings.image(255, 255, 255, 128)));
		assertThat(this.streamer.held("image.contrast")).isEqualTo("50");
		assertThat(this.streamer.held("image.luminance")).isEqualTo("50");
		assertThat(this.streamer.working("image.contrast")).isEqualTo("50");
	}

	@Test
	void aValueThatIsAcceptedButNotHeldIsRefused() throws Exception {
		open(new FakeBuild());
		image(Image.NEUTRAL);
		this.streamer.stubborn("image.contrast", "100", "60");
		assertRefused(() -> image(TestSettings.image(200, 255, 128, 128)));
		assertThat(this.streamer.held("image.luminance")).isEqualTo("50");
	}

	@Test
	void aBuildWithoutDocumentsIsWrittenKeyByKey() throws Exception {
		open(new FakeBuild().notKnowing("/api/v1/config"));
		osd(TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, new Osd.Anchor(2, 1), false, false,
				new Osd.Anchor(0, 0), true, TimeFormat.YEAR_MONTH_DAY_DASHES, "a+b &c=%"));
		assertThat(this.streamer.working("osd.template")).isEqualTo("a+b &c=%% %Y-%m-%d %H:%M:%S %a");
	}

	@Test
	void motionIsWhatTheMetricsCount() throws Exception {
		open(new FakeBuild());
		RecordingSubscriber<MotionEvent> motion = new RecordingSubscriber<>();
		this.camera.motion().orElseThrow().apply(TestSettings.motion(true, 100, 1, false, 1, 1, BlockGrid.all(2, 2)));
		assertThat(this.streamer.working("motionDetect.enabled")).isEqualTo("true");
		assertThat(this.streamer.working("motionDetect.sensitivity")).isEqualTo("8");
		this.camera.motion().orElseThrow().events().subscribe(motion);
		assertThat(motion.next().active()).isFalse();
		assertThat(motion.nextWhile(this.streamer::move)).satisfies((event) -> assertThat(event.active()).isTrue())
			.satisfies((event) -> assertThat(event.blocks().cardinality()).isEqualTo(4));
		assertThat(motion.next().active()).isFalse();
	}

	@Test
	void theSensitivityFollowsTheNight() throws Exception {
		open(new FakeBuild().with("motionDetect.sensitivity integer 0..8 =3 live"));
		this.camera.motion().orElseThrow().apply(TestSettings.motion(true, 100, 1, true, 1, 1, BlockGrid.all(2, 2)));
		assertThat(this.streamer.working("motionDetect.sensitivity")).isEqualTo("8");
		this.streamer.night(true);
		await(() -> "0".equals(this.streamer.working("motionDetect.sensitivity")));
		this.streamer.night(false);
		await(() -> "8".equals(this.streamer.working("motionDetect.sensitivity")));
	}

	@Test
	void theMainStreamUsesMjpegOnlyWhileThereAreSubscribers() throws Exception {
		open(new FakeBuild());
		video(0, "1280x720", 20);
		RecordingSubscriber<Picture> subscriber = new RecordingSubscriber<>();
		this.camera.streams().get(0).pictures().subscribe(subscriber);
		long first = subscriber.next().number();
		assertThat(subscriber.next().number()).isGreaterThan(first);
		assertThat(this.streamer.mjpegClients()).isEqualTo(1);
		subscriber.cancel();
		await(() -> this.streamer.mjpegClients() == 0);
	}

	private void osd(Osd osd) throws CameraException {
		this.camera.osd().orElseThrow().apply(osd);
	}

}
