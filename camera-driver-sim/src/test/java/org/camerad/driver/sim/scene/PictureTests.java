package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

import org.camerad.driver.Image;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks in decoded JPEGs that each setting has an effect in the right direction.
 */
class PictureTests {

	private static final Scene STREET = Scene.street(7);

	private static final View VIEW = TestViews.of(640, 480);

	private static Pixels see(View view) throws IOException {
		return Pixels.of(STREET, view);
	}

	private static void grows(IntFunction<Image> image, ToDoubleFunction<Pixels> measure) throws IOException {
		double before = -1;
		for (int value : new int[] { 0, 40, 100, 128, 150, 200, 255 }) {
			double now = measure.applyAsDouble(see(TestViews.with(VIEW, image.apply(value))));
			assertThat(now).as("at %s", value).isGreaterThan(before);
			before = now;
		}
	}

	@Test
	void brightnessBrightens() throws IOException {
		grows((value) -> TestSettings.image(value, 128, 128, 128), Pixels::mean);
	}

	@Test
	void contrastSpreads() throws IOException {
		grows((value) -> TestSettings.image(128, value, 128, 128), Pixels::deviation);
	}

	@Test
	void saturationColors() throws IOException {
		grows((value) -> TestSettings.image(128, 128, value, 128), Pixels::colorfulness);
		assertThat(see(TestViews.with(VIEW, TestSettings.image(128, 128, 0, 128))).colorfulness()).isLessThan(1);
	}

	@Test
	void sharpnessBringsOutDetail() throws IOException {
		grows((value) -> TestSettings.image(128, 128, 128, value), Pixels::detail);
	}

	@Test
	void oneStepFromNeutralIsSmall() throws IOException {
		Pixels neutral = see(VIEW);
		assertThat(see(TestViews.with(VIEW, TestSettings.image(129, 129, 129, 129))).differences(neutral))
			.isLessThan(100);
	}

	@Test
	void focusIsBestInTheMiddle() throws IOException {
		double sharp = see(VIEW).detail();
		double before = sharp;
		for (double off : new double[] { 0.1, 0.25, 0.5 }) {
			double near = see(TestViews.with(VIEW, new PtzPosition(0, 0, 1, 0.5 + off, 0.5))).detail();
			double far = see(TestViews.with(VIEW, new PtzPosition(0, 0, 1, 0.5 - off, 0.5))).detail();
			assertThat(near).isLessThan(before).isEqualTo(far);
			before = near;
		}
		assertThat(before).isLessThan(sharp / 2);
	}

	@Test
	void irisLetsLightIn() throws IOException {
		double before = -1;
		for (double iris : new double[] { 0, 0.2, 0.4, 0.5, 0.6, 0.8, 1 }) {
			double now = see(TestViews.with(VIEW, new PtzPosition(0, 0, 1, 0.5, iris))).mean();
			assertThat(now).as("at %s", iris).isGreaterThan(before);
			before = now;
		}
	}

	@Test
	void nightIsDarkButWindowsAreLit() throws IOException {
		Scene empty = new Scene("empty", 7, 60, Scene.Daylight.CLOCK, 0, false, List.of(), List.of(), List.of(),
				Optional.empty());
		Pixels day = Pixels.of(empty, VIEW);
		Pixels dusk = Pixels.of(empty, TestViews.with(VIEW, Instant.parse("2026-11-23T18:30:00Z")));
		Pixels night = Pixels.of(empty, TestViews.with(VIEW, Instant.parse("2026-11-23T23:00:00Z")));
		assertThat(night.mean()).isLessThan(dusk.mean() / 1.5);
		assertThat(dusk.mean()).isLessThan(day.mean() / 1.2);
		assertThat(Arrays.stream(night.luma()).filter((luma) -> luma > 150).count()).isGreaterThan(300);
	}

	@Test
	void theClocksLocalTimeMakesTheNight() throws IOException {
		View view = new View(VIEW.video(), 1, TestViews.NOON, ZoneOffset.ofHours(12), VIEW.position(), VIEW.image(),
				VIEW.osd());
		assertThat(see(view).mean()).isLessThan(see(VIEW).mean() / 2);
	}

	@ParameterizedTest
	@CsvSource({ "10,0,1", "-170,-30,1", "170,90,1", "0,10,1", "0,0,4", "0,0,20", "3,2,8" })
	void theHeadMovesTheViewAndComesBackToThePixel(double pan, double tilt, double zoom) throws IOException {
		View there = TestViews.with(VIEW, new PtzPosition(pan, tilt, zoom, 0.5, 0.5));
		try (SceneRenderer renderer = new SceneRenderer(STREET.withStrip(false), JpegCodec.fastest())) {
			byte[] home = renderer.jpeg(VIEW);
			byte[] away = renderer.jpeg(there);
			assertThat(Pixels.of(away).differences(Pixels.of(home))).isGreaterThan(5000);
			assertThat(renderer.jpeg(VIEW)).isEqualTo(home);
			assertThat(renderer.jpeg(there)).isEqualTo(away);
		}
	}

	@Test
	void panningIsACutOutOfOneBigPicture() throws IOException {
		// 15 degrees are a quarter of the view: 160 of 640 columns.
		Scene still = STREET.withStrip(false);
		Pixels home = Pixels.of(still, VIEW);
		Pixels right = Pixels.of(still, TestViews.with(VIEW, new PtzPosition(15, 0, 1, 0.5, 0.5)));
		int alike = 0;
		for (int y = 0; y < 300; y++) {
			for (int x = 0; x < 480; x++) {
				alike += (Math.abs(home.luma(x + 160, y) - right.luma(x, y)) < 24) ? 1 : 0;
			}
		}
		assertThat(alike).isGreaterThan(480 * 300 * 99 / 100);
	}

	@Test
	void zoomingInKeepsTheMiddle() throws IOException {
		Scene still = STREET.withStrip(false);
		Pixels wide = Pixels.of(still, VIEW);
		Pixels narrow = Pixels.of(still, TestViews.with(VIEW, new PtzPosition(0, 0, 2, 0.5, 0.5)));
		int alike = 0;
		for (int y = 130; y < 350; y++) {
			for (int x = 170; x < 470; x++) {
				int zoomed = narrow.luma((x - 320) * 2 + 320, (y - 240) * 2 + 240);
				alike += (Math.abs(wide.luma(x, y) - zoomed) < 40) ? 1 : 0;
			}
		}
		assertThat(alike).isGreaterThan(300 * 220 * 85 / 100);
	}

	@Test
	void sameSeedAndTimeIsTheSamePictureAndAnotherIsNot() throws IOException {
		assertThat(Pixels.jpeg(Scene.street(7), VIEW)).isEqualTo(Pixels.jpeg(STREET, VIEW));
		assertThat(Pixels.jpeg(Scene.street(8), VIEW)).isNotEqualTo(Pixels.jpeg(STREET, VIEW));
		assertThat(Pixels.jpeg(STREET, TestViews.with(VIEW, TestViews.NOON.plusMillis(40))))
			.isNotEqualTo(Pixels.jpeg(STREET, VIEW));
	}

	@Test
	void whatWasShownBeforeLeavesNoTrace() throws IOException {
		View[] views = { VIEW, TestViews.with(VIEW, TestSettings.image(90, 180, 60, 220)),
				TestViews.with(VIEW, new PtzPosition(5, 3, 2, 0.7, 0.4)), TestViews.of(480, 360),
				TestViews.with(VIEW, TestViews.NOON.plusSeconds(6)), TestViews.with(VIEW, TestViews.OSD) };
		try (SceneRenderer renderer = new SceneRenderer(STREET, JpegCodec.fastest())) {
			for (View view : views) {
				View later = TestViews.with(view, view.time().plusSeconds(9));
				assertThat(renderer.jpeg(view)).isEqualTo(Pixels.jpeg(STREET, view));
				assertThat(renderer.jpeg(later)).isEqualTo(Pixels.jpeg(STREET, later));
			}
		}
	}

	/**
	 * Small turns, odd and even, in all directions: most of the picture is not painted
	 * again.
	 */
	@ParameterizedTest
	@CsvSource({ "128,128,0.5,12", "128,128,0.5,0", "128,250,0.5,12", "170,20,0.5,12", "128,128,0.7,12",
			"60,200,0.6,0" })
	void aHeadThatTurnsSeesWhatOneThatStandsSees(int contrast, int sharpness, double focus, int hour)
			throws IOException {
		View view = TestViews.with(TestViews.with(VIEW, TestSettings.image(128, contrast, 128, sharpness)),
				TestViews.NOON.plusSeconds(3600L * (hour - 12)));
		double[][] turns = { { 0, 0 }, { 0.09, 0 }, { 0.28, 0 }, { 4, 0 }, { 3.7, 0.1 }, { -3.3, -1 }, { -3.3, -1.4 },
				{ -3.3, 2.6 }, { 3, -4 }, { 40, -4 }, { 40.1, 9 } };
		try (SceneRenderer renderer = new SceneRenderer(STREET, JpegCodec.portable())) {
			for (double[] turn : turns) {
				View turned = TestViews.with(view, new PtzPosition(turn[0], turn[1], 1, focus, 0.5));
				YuvPicture seen = renderer.picture(turned);
				try (SceneRenderer other = new SceneRenderer(STREET, JpegCodec.portable())) {
					YuvPicture stood = other.picture(turned);
					assertThat(seen.luma()).as("at %s, %s", turn[0], turn[1]).isEqualTo(stood.luma());
					assertThat(seen.cb()).isEqualTo(stood.cb());
					assertThat(seen.cr()).isEqualTo(stood.cr());
				}
			}
		}
	}

	@Test
	void qualityFollowsTheBitRate() throws IOException {
		int before = 0;
		for (int bitrate : new int[] { 64, 256, 512, 1024, 2048 }) {
			int size = Pixels.jpeg(STREET, TestViews.with(VIEW, TestViews.video(640, 480, bitrate))).length;
			assertThat(size).as("at %s kbit/s", bitrate).isGreaterThan(before);
			before = size;
		}
	}

	@Test
	void morePictureForMoreBits() throws IOException {
		Pixels best = see(TestViews.with(VIEW, TestViews.video(640, 480, 2048)));
		double before = Double.MAX_VALUE;
		for (int bitrate : new int[] { 64, 128, 256, 512, 1024 }) {
			double off = see(TestViews.with(VIEW, TestViews.video(640, 480, bitrate))).distance(best);
			assertThat(off).as("at %s kbit/s", bitrate).isLessThan(before);
			before = off;
		}
	}

	@ParameterizedTest
	@CsvSource({ "2592,1944", "1920,1080", "1280,720", "640,480", "480,360" })
	void picturesAreOfTheSizeAsked(int width, int height) throws IOException {
		Pixels picture = see(TestViews.of(width, height));
		assertThat(picture.width()).isEqualTo(width);
		assertThat(picture.height()).isEqualTo(height);
	}

}
