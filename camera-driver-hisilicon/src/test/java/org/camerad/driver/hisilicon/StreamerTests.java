package org.camerad.driver.hisilicon;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.Audio;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.BlockGrid;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.CameraException.Kind;
import org.camerad.driver.Codec;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Image;
import org.camerad.driver.Motion;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.Osd;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Picture;
import org.camerad.driver.Resolution;
import org.camerad.driver.Setting;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;
import org.camerad.driver.hisilicon.fake.FakeBuild;
import org.camerad.driver.hisilicon.fake.FakeBuild.Reloading;
import org.camerad.driver.hisilicon.fake.FakeStreamer;
import org.camerad.driver.hisilicon.fake.FakeStreamer.DocumentFault;
import org.camerad.driver.hisilicon.fake.FakeStreamer.PictureFault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What reaches the streamer, and what is left when it misbehaves. */
@Timeout(180)
class StreamerTests {

	private static final Duration AWAY = Duration.ofMillis(1200);

	@TempDir
	Path folder;

	private final BlockingQueue<CameraEvent> events = new LinkedBlockingQueue<>();

	private FakeStreamer streamer;

	private Camera camera;

	@AfterEach
	void close() {
		if (this.camera != null) {
			this.camera.close();
		}
		this.streamer.close();
	}

	@Test
	void theImageIsWrittenInTheStreamersUnitsAndItsAutomaticTurnedOff() throws Exception {
		open(new FakeBuild().with("image.tuning boolean =true"));
		image(new Image(255, 0, 64, 128));
		assertThat(this.streamer.working("image.luminance")).isEqualTo("100");
		assertThat(this.streamer.working("image.contrast")).isEqualTo("0");
		assertThat(this.streamer.working("image.saturation")).isEqualTo("25");
		assertThat(this.streamer.working("image.tuning")).isEqualTo("false");
		assertThat(this.streamer.working("image.hue")).isEqualTo("50");
	}

	@Test
	void whatIsInEffectIsNotWrittenAgain() throws Exception {
		open(new FakeBuild());
		image(new Image(200, 128, 128, 128));
		this.streamer.forgetRequests();
		image(new Image(200, 128, 128, 128));
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
		osd(new Osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, new Osd.Anchor(2, 1), false, false,
				new Osd.Anchor(0, 0), true, TimeFormat.TIME_DAY_MONTH_YEAR_SLASHES, "100% \"gate\" %d"));
		assertThat(this.streamer.working("osd.enabled")).isEqualTo("true");
		assertThat(this.streamer.working("osd.template")).isEqualTo("100%% \"gate\" %%d %H:%M:%S %d/%m/%Y %a");
		assertThat(this.streamer.working("osd.anchor")).isEqualTo("right");
		assertThat(this.streamer.working("osd.size")).isEqualTo("1.5");
		osd(new Osd(false, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.SMALL, new Osd.Percent(100, 25), false, false,
				new Osd.Anchor(0, 0), false, TimeFormat.YEAR_MONTH_DAY_DASHES, ""));
		assertThat(this.streamer.working("osd.enabled")).isEqualTo("false");
		assertThat(this.streamer.working("osd.template")).isEqualTo("%Y-%m-%d %H:%M:%S");
		assertThat(this.streamer.working("osd.anchor")).isEqualTo("proportional");
		assertThat(this.streamer.working("osd.posX")).isEqualTo("-16");
		assertThat(this.streamer.working("osd.posY")).isEqualTo("8");
	}

	@Test
	void aBuildWithoutAnchorsHasItsPlacesAllTheSame() throws Exception {
		open(new FakeBuild().without("osd.anchor", "osd.offsetX", "osd.offsetY"));
		osd(new Osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.SMALL, new Osd.Anchor(1, 2), false, false,
				new Osd.Anchor(0, 0), false, TimeFormat.YEAR_MONTH_DAY_DASHES, "x"));
		assertThat(this.streamer.working("osd.posX")).isEqualTo("0");
		assertThat(this.streamer.working("osd.posY")).isEqualTo("-16");
	}

	@Test
	void audioIsWrittenAndWhatIsNotOfferedRefused() throws Exception {
		open(new FakeBuild());
		this.camera.audio().orElseThrow().apply(new Audio(true, AudioCodec.G711_A_LAW, 8000, 64000, 7, 100, false));
		assertThat(this.streamer.working("audio.enabled")).isEqualTo("true");
		assertThat(this.streamer.working("audio.codec")).isEqualTo("alaw");
		assertThat(this.streamer.working("audio.volume")).isEqualTo("7");
		assertThat(this.streamer.working("audio.outputVolume")).isEqualTo("100");
		assertThat(this.streamer.working("audio.outputEnabled")).isEqualTo("false");
		assertRefused(() -> this.camera.audio()
			.orElseThrow()
			.apply(new Audio(true, AudioCodec.AAC, 8000, 16000, 7, 100, false)));
	}

	/** Earlier leaves of a refused document stay in the streamer's memory. */
	@Test
	void whatWasRefusedHalfWayIsTakenBack() throws Exception {
		open(new FakeBuild());
		image(Image.NEUTRAL);
		this.streamer.refuse("image.saturation");
		assertRefused(() -> image(new Image(255, 255, 255, 128)));
		assertThat(this.streamer.held("image.contrast")).isEqualTo("50");
		assertThat(this.streamer.held("image.luminance")).isEqualTo("50");
		assertThat(this.streamer.working("image.contrast")).isEqualTo("50");
	}

	@Test
	void aValueThatIsTakenAndNotHeldIsRefused() throws Exception {
		open(new FakeBuild());
		image(Image.NEUTRAL);
		this.streamer.stubborn("image.contrast", "100", "60");
		assertRefused(() -> image(new Image(200, 255, 128, 128)));
		assertThat(this.streamer.held("image.luminance")).isEqualTo("50");
	}

	@Test
	void aBuildThatReloadsByItselfIsWaitedFor() throws Exception {
		open(new FakeBuild().reloading(Reloading.BY_ITSELF, AWAY));
		video(0, "1280x720", 20);
		assertThat(this.streamer.working("video0.size")).isEqualTo("1280x720");
		assertThat(this.streamer.requests()).noneMatch((request) -> request.contains("mj-apply"));
		assertThat(this.camera.streams().get(0).snapshot().jpeg()).isNotEmpty();
		assertThat(this.events).isEmpty();
	}

	@Test
	void aBuildThatReloadsOnlyWhenAskedIsAsked() throws Exception {
		open(new FakeBuild().reloading(Reloading.WHEN_ASKED, AWAY));
		video(0, "1280x720", 20);
		assertThat(this.streamer.working("video0.size")).isEqualTo("1280x720");
		assertThat(this.streamer.requests()).anyMatch((request) -> request.startsWith("GET /cgi-bin/j/mj-apply.cgi"));
	}

	@Test
	void aBuildThatNeverGetsThereIsRefusedAndHasItsFormerSettings() throws Exception {
		open(new FakeBuild().reloading(Reloading.WHEN_ASKED, AWAY).notKnowing("/cgi-bin/j/mj-apply.cgi"));
		assertRefused(() -> video(0, "1280x720", 20));
		assertThat(this.streamer.held("video0.size")).isEqualTo("1920x1080");
		assertThat(status("streamer").state()).isEqualTo(PartStatus.State.IMPAIRED);
	}

	@Test
	void aReloadThatLastsTooLongIsUnavailableAndComesTrueLater() throws Exception {
		open(new FakeBuild().reloading(Reloading.BY_ITSELF, Duration.ofSeconds(7)));
		assertUnavailable(() -> video(0, "1280x720", 20));
		assertThat(next(CameraEvent.Unavailable.class).reason()).contains("no streamer answers");
		assertThat(next(CameraEvent.Available.class).reason()).isNotBlank();
		video(0, "1280x720", 20);
		assertThat(this.streamer.working("video0.size")).isEqualTo("1280x720");
	}

	@Test
	void aBuildThatTakesNoDocumentsIsToldKeyByKey() throws Exception {
		open(new FakeBuild().notKnowing("/api/v1/config"));
		osd(new Osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, new Osd.Anchor(2, 1), false, false,
				new Osd.Anchor(0, 0), true, TimeFormat.YEAR_MONTH_DAY_DASHES, "a+b &c=%"));
		assertThat(this.streamer.working("osd.template")).isEqualTo("a+b &c=%% %Y-%m-%d %H:%M:%S %a");
	}

	@Test
	void aBuildThatDoesNotClassifyItsKeysIsReloaded() throws Exception {
		open(new FakeBuild().unclassified().reloading(Reloading.WHEN_ASKED, AWAY));
		image(new Image(255, 128, 128, 128));
		assertThat(this.streamer.working("image.luminance")).isEqualTo("100");
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void aBadPictureIsNone(PictureFault fault) throws Exception {
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
	void anAnswerThatIsNoneChangesNothingAndIsSaidInOneLine(DocumentFault fault) throws Exception {
		open(new FakeBuild());
		image(Image.NEUTRAL);
		this.streamer.documents(fault);
		assertUnavailable(() -> image(new Image(255, 128, 128, 128)));
		assertThat(this.streamer.working("image.luminance")).isEqualTo("50");
		this.streamer.documents(DocumentFault.NONE);
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void aSchemaThatIsNoneOpensNoCamera(DocumentFault fault) {
		this.streamer = new FakeBuild().start();
		this.streamer.documents(fault);
		assertUnavailable(this::open);
	}

	@Test
	void aSchemaThatContradictsItselfIsLeftAloneAndTold() throws Exception {
		open(new FakeBuild().with("image.contrast integer 90..10 =50 live"));
		assertThat(this.camera.image().orElseThrow().lacks()).contains(Setting.CONTRAST);
		awaitConcern("its schema contradicts itself", "image.contrast");
	}

	@Test
	void valuesOutsideTheSchemaAreTold() throws Exception {
		open(new FakeBuild());
		this.streamer.put("video0.fps", "500");
		awaitConcern("values that its own schema does not allow", "video0.fps");
	}

	@Test
	void aSchemaThatChangesIsToldAndItsLostKeyRefused() throws Exception {
		open(new FakeBuild());
		this.streamer.forget("image.contrast");
		assertRefused(() -> image(new Image(128, 0, 128, 128)));
		awaitConcern("other settings than when it was opened");
	}

	@Test
	void pullingTheStreamerAwayIsSeenAndPuttingItBackToo() throws Exception {
		open(new FakeBuild());
		image(new Image(255, 128, 128, 128));
		this.streamer.pull();
		assertThat(next(CameraEvent.Unavailable.class).reason()).contains("no streamer answers");
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
	void motionIsWhatTheMetricsCount() throws Exception {
		open(new FakeBuild());
		Taker<MotionEvent> motion = new Taker<>();
		this.camera.motion().orElseThrow().apply(new Motion(true, 100, 1, false, 1, 1, BlockGrid.all(2, 2)));
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
		open(new FakeBuild());
		this.camera.motion().orElseThrow().apply(new Motion(true, 100, 1, true, 1, 1, BlockGrid.all(2, 2)));
		assertThat(this.streamer.working("motionDetect.sensitivity")).isEqualTo("8");
		this.streamer.night(true);
		await(() -> "0".equals(this.streamer.working("motionDetect.sensitivity")));
		this.streamer.night(false);
		await(() -> "8".equals(this.streamer.working("motionDetect.sensitivity")));
	}

	@Test
	void theMainStreamsPicturesAreTheStreamersMjpegAndItIsLeftWhenNobodyWatches() throws Exception {
		open(new FakeBuild());
		video(0, "1280x720", 20);
		Taker<Picture> viewer = new Taker<>();
		this.camera.streams().get(0).pictures().subscribe(viewer);
		long first = viewer.next().number();
		assertThat(viewer.next().number()).isGreaterThan(first);
		assertThat(this.streamer.mjpegViewers()).isEqualTo(1);
		viewer.cancel();
		await(() -> this.streamer.mjpegViewers() == 0);
	}

	@Test
	void picturesGoOnThroughAReload() throws Exception {
		open(new FakeBuild().reloading(Reloading.BY_ITSELF, AWAY));
		video(0, "1280x720", 20);
		Taker<Picture> viewer = new Taker<>();
		this.camera.streams().get(0).pictures().subscribe(viewer);
		viewer.next();
		video(0, "1920x1080", 20);
		long during = viewer.next().number();
		assertThat(viewer.next().number()).isGreaterThan(during);
	}

	@Test
	void thePasswordReachesTheStreamerAloneAndIsToldNowhere() throws Exception {
		open(new FakeBuild());
		this.streamer.pull();
		next(CameraEvent.Unavailable.class);
		assertThat(this.camera.status().toString() + this.events + this.camera)
			.doesNotContain(this.streamer.password());
	}

	private void open(FakeBuild build) throws CameraException {
		this.streamer = build.start();
		open();
	}

	private void open() throws CameraException {
		open(Map.of());
	}

	private void open(Map<String, String> more) throws CameraException {
		Map<String, String> properties = new HashMap<>(this.streamer.properties());
		properties.putAll(more);
		this.camera = new HiSiliconDriver().open(new DriverContext(properties, this.folder, Optional.empty(),
				Clock.systemUTC(), Duration.ofSeconds(5), this.events::add));
	}

	/** Within its time limit, which is short. */
	private boolean givesPictures() {
		try {
			return this.camera.streams().get(1).snapshot().jpeg().length > 0;
		}
		catch (CameraException ex) {
			return false;
		}
	}

	private void image(Image image) throws CameraException {
		this.camera.image().orElseThrow().apply(image);
	}

	private void osd(Osd osd) throws CameraException {
		this.camera.osd().orElseThrow().apply(osd);
	}

	private void video(int stream, String size, int frameRate) throws CameraException {
		String[] sides = size.split("x");
		this.camera.streams()
			.get(stream)
			.apply(new Video(Codec.H265, Resolution.of(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])),
					frameRate, 50, 1000, Video.BitrateControl.CBR));
	}

	private PartStatus status(String part) {
		return this.camera.status()
			.stream()
			.filter((status) -> status.part().equals(part))
			.findFirst()
			.orElseThrow(() -> new AssertionError(part + " is not in " + this.camera.status()));
	}

	private void awaitConcern(String... words) throws InterruptedException {
		await(() -> status("streamer").state() == PartStatus.State.IMPAIRED);
		assertThat(status("streamer").detail()).contains(words);
	}

	private <E extends CameraEvent> E next(Class<E> kind) throws InterruptedException {
		CameraEvent event = this.events.poll(30, TimeUnit.SECONDS);
		assertThat(event).isInstanceOf(kind);
		return kind.cast(event);
	}

	private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
			TimeUnit.MILLISECONDS.sleep(20);
		}
	}

	private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertFails(Kind.REFUSED, call);
	}

	private static void assertUnavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertFails(Kind.UNAVAILABLE, call);
	}

	private static void assertFails(Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertThatExceptionOfType(CameraException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.kind()).as(ex.toString()).isEqualTo(kind))
			.satisfies((ex) -> assertThat(ex.getMessage().lines()).hasSize(1));
	}

}
