package org.camerad.driver.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Image;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Osd;
import org.camerad.driver.Ptz;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.TimeFormat;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.driver.sim.scene.TextReader;
import org.camerad.driver.sim.scene.Pixels;
import org.camerad.driver.sim.scene.GroundTruthStrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Controls a whole camera and checks only its decoded JPEGs. */
class SimPictureTests {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	/**
	 * The widest view has 60 degrees, and the picture of the sub stream 480 columns.
	 */
	private static final int COLUMNS_PER_DEGREE = 8;

	@TempDir
	private Path folder;

	/** Time source of the head and the frames. */
	private long nanos;

	/** Clock of the camera. Nothing in the scene moves while it stands. */
	private InstantSource clock = () -> NOON;

	private Camera camera;

	@AfterEach
	void close() {
		this.camera.close();
	}

	@Test
	void everyResolutionIsThePicturesSize() throws Exception {
		open(true);
		for (VideoStream stream : this.camera.streams()) {
			for (VideoMode mode : stream.modes()) {
				stream.apply(TestSettings.video(mode.codec(), mode.resolution(), 5, 50, mode.bitrateKbps().max(),
						Video.BitrateControl.CBR));
				Pixels picture = Pixels.of(stream.snapshot().jpeg());
				assertThat(picture.width() + "x" + picture.height())
					.isEqualTo(mode.resolution().width() + "x" + mode.resolution().height());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5, 12, 25, 30 })
	void asManyPicturesASecondAsTheFrameRateSays(int frameRate) throws Exception {
		this.clock = () -> NOON.plusNanos(this.nanos);
		open(true);
		frameRate(frameRate);
		Set<Long> numbers = new TreeSet<>();
		Set<Long> times = new TreeSet<>();
		for (int i = 0; i < 120; i++) {
			GroundTruthStrip strip = strip();
			numbers.add(strip.number());
			times.add(strip.epochMilli());
			pass(1_000_000_000L / 60 + 1);
		}
		assertThat(numbers).hasSize(2 * frameRate);
		List<Long> startNanos = new ArrayList<>(times);
		for (int i = 1; i < startNanos.size(); i++) {
			assertThat(startNanos.get(i) - startNanos.get(i - 1)).isCloseTo(1000 / frameRate, within(1L));
		}
	}

	@Test
	void aFasterHeadTurnsTheViewFurther() throws Exception {
		open(false);
		Pixels home = see();
		ptz().addPreset(1);
		int before = 0;
		for (int speed = 1; speed <= 10; speed++) {
			move(new PtzMotion(1, 0, speed, 0, 0, 0), 500);
			int now = turned(home, see());
			assertThat(now).as("at speed %s", speed).isGreaterThan(before);
			before = now;
			arrive(1);
		}
		assertThat(before).isCloseTo(25 * COLUMNS_PER_DEGREE, within(1));
	}

	@Test
	void theViewAcceleratesAndThenKeepsItsSpeed() throws Exception {
		open(false);
		ptz().move(new PtzMotion(1, 0, 10, 0, 0, 0));
		List<Integer> steps = new ArrayList<>();
		Pixels before = see();
		for (int i = 0; i < 8; i++) {
			pass(TimeUnit.MILLISECONDS.toNanos(100));
			Pixels now = see();
			steps.add(turned(before, now));
			before = now;
		}
		for (int i = 1; i < 5; i++) {
			assertThat(steps.get(i)).as("%s", steps).isGreaterThan(steps.get(i - 1));
		}
		assertThat(steps.subList(5, 8)).as("%s", steps)
			.allSatisfy((step) -> assertThat(step).isCloseTo(10 * COLUMNS_PER_DEGREE, within(1)));
	}

	@Test
	void rightIsRightAndUpIsUp() throws Exception {
		open(false);
		Pixels home = see();
		move(new PtzMotion(-1, 0, 5, 0, 0, 0), 500);
		assertThat(turned(see(), home)).isGreaterThan(50);
		open(false);
		move(new PtzMotion(0, 1, 5, 0, 0, 0), 500);
		assertThat(raised(home, see())).isGreaterThan(30);
	}

	@ParameterizedTest
	@CsvSource({ "1,0,0,170,0,1", "-1,0,0,-170,0,1", "0,1,0,0,90,1", "0,-1,0,0,-30,1", "0,0,1,0,0,20" })
	void theViewStandsAtTheEndStops(int pan, int tilt, int zoom, double panned, double tilted, double zoomed)
			throws Exception {
		open(true);
		ptz().move(new PtzMotion(pan, tilt, 10, zoom, 0, 0));
		pass(TimeUnit.SECONDS.toNanos(30));
		Pixels there = see();
		assertThat(GroundTruthStrip.read(there.image())
			.map((strip) -> List.of(strip.panDegrees(), strip.tiltDegrees(), strip.zoom())))
			.contains(List.of(panned, tilted, zoomed));
		pass(TimeUnit.SECONDS.toNanos(2));
		assertThat(sameView(see(), there)).as("driven against it").isTrue();
		move(new PtzMotion(-pan, -tilt, 10, -zoom, 0, 0), 200);
		assertThat(sameView(see(), there)).as("leaves it").isFalse();
	}

	@Test
	void aPresetIsTheSameViewToThePixelAlsoAfterARestart() throws Exception {
		open(false);
		move(new PtzMotion(1, 1, 3, 1, 1, 1), 700);
		ptz().addPreset(200);
		byte[] there = jpeg();
		move(new PtzMotion(-1, 1, 9, -1, -1, -1), 900);
		assertThat(Pixels.of(jpeg()).differences(Pixels.of(there))).isGreaterThan(5000);
		arrive(200);
		assertThat(Arrays.equals(jpeg(), there)).isTrue();
		open(false);
		assertThat(Arrays.equals(jpeg(), there)).isFalse();
		arrive(200);
		assertThat(Arrays.equals(jpeg(), there)).isTrue();
	}

	@Test
	void theLensIsSeenToMove() throws Exception {
		open(true);
		Pixels home = see();
		move(new PtzMotion(0, 0, 5, 0, 1, 0), 1000);
		Pixels near = see();
		assertThat(near.detail()).isLessThan(0.8 * home.detail());
		move(new PtzMotion(0, 0, 5, 0, -1, 0), 2000);
		assertThat(see().detail()).isLessThan(0.8 * home.detail());
		open(true);
		move(new PtzMotion(0, 0, 5, 0, 0, 1), 1000);
		assertThat(see().mean()).isGreaterThan(home.mean() + 10);
		move(new PtzMotion(0, 0, 5, 0, 0, -1), 2000);
		assertThat(see().mean()).isLessThan(home.mean() - 10);
		open(true);
		move(new PtzMotion(0, 0, 5, 1, 0, 0), 1000);
		assertThat(strip().zoom()).isGreaterThan(2);
		assertThat(see().differences(home)).isGreaterThan(5000);
	}

	@Test
	void imageAndTextsAreThoseThatWereApplied() throws Exception {
		open(false);
		Pixels before = see();
		this.camera.image().orElseThrow().apply(TestSettings.image(200, 128, 128, 128));
		assertThat(see().mean()).isGreaterThan(before.mean() + 10);
		this.camera.image().orElseThrow().apply(Image.NEUTRAL);
		assertThat(Arrays.equals(see().luma(), before.luma())).isTrue();
		this.camera.clock()
			.orElseThrow()
			.apply(TestSettings.clock(ZoneOffset.ofHoursMinutes(5, 45), ClockSettings.Source.MANUAL, "127.0.0.1", 123));
		this.camera.osd()
			.orElseThrow()
			.apply(TestSettings.osd(true, Osd.Color.WHITE_ON_BLACK, Osd.FontSize.LARGE, new Osd.Percent(0, 100), false,
					false, new Osd.Percent(0, 0), false, TimeFormat.MONTH_DAY_YEAR_SLASHES, "Gate"));
		for (VideoStream stream : this.camera.streams()) {
			assertThat(TextReader.inCorner(Pixels.of(stream.snapshot().jpeg()), 0).text(""))
				.isEqualTo("11/23/2026 17:45:00");
		}
	}

	/** Opens the camera, again if it is open, with ten pictures per second. */
	private void open(boolean strip) throws CameraException {
		if (this.camera != null) {
			this.camera.close();
		}
		InstantSource time = () -> this.clock.instant();
		this.camera = new SimDriver(() -> this.nanos).open(new DriverContext(Map.of("strip", String.valueOf(strip)),
				this.folder, Optional.empty(), time.withZone(ZoneOffset.UTC), Duration.ofSeconds(5), (event) -> {
				}));
		frameRate(10);
	}

	private VideoStream sub() {
		return this.camera.streams().get(1);
	}

	private void frameRate(int frameRate) throws CameraException {
		VideoMode mode = sub().modes().get(1);
		sub().apply(TestSettings.video(mode.codec(), mode.resolution(), frameRate, 50, mode.bitrateKbps().max(),
				Video.BitrateControl.CBR));
	}

	private Ptz ptz() {
		return this.camera.ptz().orElseThrow();
	}

	private void pass(long time) {
		this.nanos += time;
	}

	/** Moves for the given time and stops. */
	private void move(PtzMotion motion, long millis) throws CameraException {
		ptz().move(motion);
		pass(TimeUnit.MILLISECONDS.toNanos(millis));
		ptz().stop();
	}

	/** Calls a preset and waits until the head arrives. */
	private void arrive(int preset) throws CameraException {
		ptz().callPreset(preset);
		pass(TimeUnit.SECONDS.toNanos(20));
	}

	private byte[] jpeg() throws CameraException {
		// Waits for the next frame, because the current one was taken before.
		pass(TimeUnit.MILLISECONDS.toNanos(100));
		return sub().snapshot().jpeg();
	}

	private Pixels see() throws CameraException, IOException {
		return Pixels.of(sub().snapshot().jpeg());
	}

	private GroundTruthStrip strip() throws CameraException, IOException {
		return GroundTruthStrip.read(see().image()).orElseThrow();
	}

	/** Returns whether all pixels outside of the reach of the strip are equal. */
	private static boolean sameView(Pixels one, Pixels other) {
		int rows = one.height() - 2 * GroundTruthStrip.rows(one.height()) - 16;
		return Arrays.equals(one.luma(), 0, rows * one.width(), other.luma(), 0, rows * one.width());
	}

	/** Returns the columns by which the second view is further right. */
	private static int turned(Pixels first, Pixels second) {
		return shift(first, second, 1, 0);
	}

	/** Returns the rows by which the second view is higher. */
	private static int raised(Pixels first, Pixels second) {
		return shift(second, first, 0, 1);
	}

	private static int shift(Pixels first, Pixels second, int across, int down) {
		int best = 0;
		double least = Double.MAX_VALUE;
		for (int by = 0; by < 220; by++) {
			long sum = 0;
			int count = 0;
			for (int y = 0; y + by * down < first.height(); y += 5) {
				for (int x = 0; x + by * across < first.width(); x += 3) {
					sum += Math.abs(first.luma(x + by * across, y + by * down) - second.luma(x, y));
					count++;
				}
			}
			if ((double) sum / count < least) {
				least = (double) sum / count;
				best = by;
			}
		}
		return best;
	}

}
