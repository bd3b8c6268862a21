package org.camerad.driver.hisilicon;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.Current;
import org.camerad.driver.Image;
import org.camerad.driver.Motion;
import org.camerad.driver.Osd;
import org.camerad.driver.Setting;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.kit.Parts;
import org.camerad.driver.kit.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of the settings that a streamer tells, loses and keeps to itself. */
class AdoptedSettingsTests extends StreamerFixture {

	@Test
	void aValueThatARestartLosesIsToldAsLostAndAnotherOneIsNot() throws Exception {
		open(new FakeBuild());
		image(TestSettings.image(255, 128, 128, 128));
		this.streamer.pull();
		next(CameraEvent.Unavailable.class);
		this.streamer.put("image.luminance", "50");
		this.streamer.put("image.contrast", "30");
		this.streamer.plug();
		next(CameraEvent.Available.class);
		Current<Image> current = current(TestSettings.image(255, 128, 128, 128));
		assertThat(current.lost()).containsExactly(Setting.BRIGHTNESS);
		assertThat(current.settings().contrast()).isEqualTo(77);
		image(TestSettings.image(255, 77, 128, 128));
		assertThat(current(Image.NEUTRAL).lost()).isEmpty();
	}

	@Test
	void theSameValueWithoutARestartIsAChangeByOthers() throws Exception {
		open(new FakeBuild());
		image(TestSettings.image(255, 128, 128, 128));
		this.streamer.put("image.luminance", "50");
		await(() -> told().settings().brightness() == 128);
		assertThat(told().lost()).isEmpty();
	}

	@Test
	void aLineOutsideTheContractKeepsItsTimeWhenTheTitleChanges() throws Exception {
		open(new FakeBuild());
		this.streamer.put("osd.template", "100%% yard %H:%M %d. %B");
		Current<Osd> current = this.camera.osd().orElseThrow().current(osd("x")).orElseThrow();
		assertThat(current.settings().title()).isEqualTo("100% yard");
		assertThat(current.settings().timeFormat()).isEqualTo(TimeFormat.TIME_DAY_MONTH_YEAR_DASHES);
		assertThat(current.outside()).containsEntry(Setting.OSD_TIME_FORMAT, "%H:%M %d. %B");
		this.camera.osd().orElseThrow().change(Change.of(osd("Gate"), Set.of(Setting.OSD_TITLE)));
		assertThat(this.streamer.held("osd.template")).isEqualTo("Gate %H:%M %d. %B");
	}

	@Test
	void theHardwaresOwnValueIsWrittenBack() throws Exception {
		open(new FakeBuild().sensor("2592x1944"));
		this.streamer.put("video0.size", "2592x1520");
		Video known = Parts.video(this.camera.streams().get(0).modes().get(0));
		Current<Video> current = this.camera.streams().get(0).current(known).orElseThrow();
		assertThat(current.outside()).containsEntry(Setting.RESOLUTION, "2592x1520");
		video(0, "1280x720", 20);
		this.camera.streams()
			.get(0)
			.change(new Change<>(current.settings(), Set.of(Setting.RESOLUTION), Set.of(), current.outside()));
		assertThat(this.streamer.held("video0.size")).isEqualTo("2592x1520");
	}

	/** Four seconds at 25 frames a second are 100 frames; at 20 they are 80. */
	@Test
	void aFrameRateMovesTheGopOnlyOfAClient() throws Exception {
		open(new FakeBuild());
		video(0, "1280x720", 25);
		this.streamer.put("video0.gopSize", "4.0");
		Video slower = with(20, 100);
		this.camera.streams().get(0).change(Change.of(slower, Set.of(Setting.FRAME_RATE)));
		assertThat(this.streamer.held("video0.gopSize")).isEqualTo("4.0");
		assertThat(this.camera.streams().get(0).current(slower).orElseThrow().settings().gopLength()).isEqualTo(80);
		this.camera.streams()
			.get(0)
			.change(new Change<>(with(25, 50), Set.of(Setting.FRAME_RATE),
					Set.of(Setting.FRAME_RATE, Setting.GOP_LENGTH), Map.of()));
		assertThat(this.streamer.held("video0.gopSize")).isEqualTo("2.0");
	}

	@Test
	void theSensitivityStaysTheOwnersAtNightUntilAClientSetsIt() throws Exception {
		open(new FakeBuild());
		Motion motion = Parts.MOTION;
		this.streamer.put("motionDetect.sensitivity", "2");
		this.streamer.forgetRequests();
		this.streamer.night(true);
		this.camera.motion().orElseThrow().change(new Change<>(motion, Set.of(), Set.of(), Map.of()));
		assertThat(this.streamer.held("motionDetect.sensitivity")).isEqualTo("2");
		this.camera.motion().orElseThrow().change(Change.of(motion, Set.of(Setting.MOTION_NIGHT)));
		assertThat(this.streamer.held("motionDetect.sensitivity")).isEqualTo("6");
		Current<Motion> atNight = this.camera.motion().orElseThrow().current(motion).orElseThrow();
		assertThat(atNight.settings().sensitivity()).as("the day's").isEqualTo(motion.sensitivity());
	}

	@Test
	void aPictureOfTheSubStreamNeedsNoChangeOfTheOwnersConfiguration() throws Exception {
		open(new FakeBuild());
		Video sub = this.camera.streams()
			.get(1)
			.current(Parts.video(this.camera.streams().get(1).modes().get(0)))
			.orElseThrow()
			.settings();
		this.camera.streams().get(1).change(new Change<>(sub, Set.of(), Set.of(), Map.of()));
		this.streamer.forgetRequests();
		assertThat(this.camera.streams().get(1).snapshot().jpeg()).isNotEmpty();
		// The monitor reads the configuration once a second.
		assertThat(this.streamer.requests()).filteredOn((request) -> !request.endsWith("config.json"))
			.containsExactly("GET /image.jpg");
	}

	private Video with(int frameRate, int gopLength) {
		Video base = Parts.video(this.camera.streams().get(0).modes().get(0));
		return TestSettings.video(base.codec(), org.camerad.driver.Resolution.of(1280, 720), frameRate, gopLength, 1000,
				Video.BitrateControl.CBR);
	}

	private static Osd osd(String title) {
		return TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.MEDIUM, new Osd.Percent(1, 0), false,
				false, new Osd.Percent(1, 0), false, TimeFormat.YEAR_MONTH_DAY_DASHES, title);
	}

	private Current<Image> current(Image known) throws CameraException {
		return this.camera.image().orElseThrow().current(known).orElseThrow();
	}

	private Current<Image> told() {
		try {
			return current(TestSettings.image(255, 128, 128, 128));
		}
		catch (CameraException ex) {
			throw new AssertionError(ex);
		}
	}

}
