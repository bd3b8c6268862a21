package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.camerad.driver.support.picture.jpeg.JpegCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** Tests video files as scenes. Debian's ffmpeg makes the files. */
class VideoFileTests {

	private static final int FRAMES = 50;

	@TempDir
	private Path folder;

	/** Returns a video of two seconds that become brighter. */
	private Path video() throws Exception {
		return made("brighter.mp4", "-f", "lavfi", "-i",
				"nullsrc=s=320x240:r=25:d=2,format=yuv420p,geq=lum=32+3*N:cb=128:cr=128", "-c:v", "mpeg4", "-q:v", "2",
				"-g", "10");
	}

	private Path made(String name, String... arguments) throws Exception {
		Path file = this.folder.resolve(name);
		List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
		command.addAll(List.of(arguments));
		command.add(file.toString());
		Process ffmpeg = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(ffmpeg.getInputStream().readAllBytes());
		assertThat(ffmpeg.waitFor()).as(said).isZero();
		return file;
	}

	/**
	 * Returns a video of two seconds with pictures that depend on earlier and later ones.
	 */
	private Path film() throws Exception {
		return made("film.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-c:v", "libx264", "-pix_fmt",
				"yuv420p", "-bf", "3", "-g", "25");
	}

	private static int brightness(SceneLumaRenderer grey, long millis) throws IOException {
		View view = TestViews.with(TestViews.of(640, 480), Instant.ofEpochMilli(millis));
		return grey.picture(view).luma()[120 * 320 + 160] & 0xff;
	}

	@Test
	void playsInItsOwnTimeOverAndOver() throws Exception {
		Scene scene = Scene.open(video().toString(), 1);
		assertThat(scene.lengthSeconds()).isEqualTo(2);
		try (SceneLumaRenderer grey = new SceneLumaRenderer(new Backdrop(scene), new Timeline(), 320, 240)) {
			for (long millis : new long[] { 0, 400, 1200, 1960, 800, 2000, 3200, 40 }) {
				long frame = millis * 25 / 1000 % FRAMES;
				assertThat(brightness(grey, millis)).as("after %s ms", millis)
					.isCloseTo((int) ((16 + 3 * frame) * 255 / 219), within(5));
			}
		}
	}

	/** Phones that are held upright record so. */
	@Test
	void aVideoThatSaysSoIsTurned() throws Exception {
		Path stored = made("stored.mp4", "-f", "lavfi", "-i",
				"nullsrc=s=320x240:r=5:d=1,format=yuv420p,geq=lum='if(lt(X,160),235,16)':cb=128:cr=128", "-c:v",
				"mpeg4", "-q:v", "2");
		// ffmpeg counts anticlockwise.
		Path turned = made("turned.mp4", "-i", stored.toString(), "-c", "copy", "-metadata:s:v:0", "rotate=270");
		try (SceneLumaRenderer grey = new SceneLumaRenderer(new Backdrop(Scene.open(turned.toString(), 1)),
				new Timeline(), 320, 240)) {
			byte[] luma = grey.picture(TestViews.with(TestViews.of(640, 480), Instant.EPOCH)).luma();
			assertThat(luma[60 * 320 + 40] & 0xff).isGreaterThan(200);
			assertThat(luma[60 * 320 + 280] & 0xff).isGreaterThan(200);
			assertThat(luma[180 * 320 + 40] & 0xff).isLessThan(50);
		}
	}

	@Test
	void colorsAreRightInHighDefinition() throws Exception {
		Path file = made("red.mp4", "-f", "lavfi", "-i", "color=c=red:s=320x240:r=5:d=1", "-vf",
				"scale=out_color_matrix=bt709,format=yuv420p", "-colorspace", "bt709", "-c:v", "libx264");
		int rgb = Pixels.of(Scene.open(file.toString(), 1).withStrip(false), TestViews.of(640, 480))
			.image()
			.getRGB(320, 240);
		assertThat(rgb >> 16 & 0xff).isGreaterThan(240);
		assertThat(rgb >> 8 & 0xff).isLessThan(12);
	}

	@Test
	void aPictureIsTheSameHoweverOneComesToIt() throws Exception {
		Scene scene = Scene.open(film().toString(), 1);
		List<byte[]> inTurn = new ArrayList<>();
		try (SceneLumaRenderer grey = new SceneLumaRenderer(new Backdrop(scene), new Timeline(), 320, 240)) {
			for (int frame = 0; frame < FRAMES; frame++) {
				inTurn.add(luma(grey, frame));
			}
		}
		assertThat(inTurn.get(7)).isNotEqualTo(inTurn.get(8));
		Backdrop backdrop = new Backdrop(scene);
		try (SceneLumaRenderer first = new SceneLumaRenderer(backdrop, new Timeline(), 320, 240);
				SceneLumaRenderer second = new SceneLumaRenderer(backdrop, new Timeline(), 320, 240)) {
			for (int frame : new int[] { 3, 8, 9, 11, 17, 31, 44, 5, 49, 50, 52 }) {
				assertThat(luma(first, frame)).as("picture %s", frame).isEqualTo(inTurn.get(frame % FRAMES));
				int late = Math.max(0, frame - 7);
				assertThat(luma(second, late)).as("picture %s", late).isEqualTo(inTurn.get(late % FRAMES));
				assertThat(luma(second, frame)).as("picture %s", frame).isEqualTo(inTurn.get(frame % FRAMES));
			}
		}
	}

	/** Pictures before a cut stay in the file, because others need them. */
	@Test
	void aVideoThatWasCutWithoutEncodingItAgainShowsWhatIsLeft() throws Exception {
		Path whole = film();
		Path cut = made("cut.mp4", "-ss", "0.6", "-i", whole.toString(), "-c", "copy");
		Scene scene = Scene.open(cut.toString(), 1);
		assertThat(scene.lengthSeconds()).isEqualTo(1.4);
		assertThat(all(scene, 35)).isEqualTo(all(Scene.open(whole.toString(), 1), FRAMES).subList(15, FRAMES));
	}

	/** The next key frame is at 25. */
	@Test
	void aPictureThatIsBrokenDoesNotPutOffThoseBehindIt() throws Exception {
		Path whole = film();
		Path broken = made("broken.mp4", "-i", whole.toString(), "-c", "copy", "-bsf:v",
				"noise=amount='if(eq(n\\,10)\\,1\\,0)'");
		assertThat(all(Scene.open(broken.toString(), 1), FRAMES).subList(25, FRAMES))
			.isEqualTo(all(Scene.open(whole.toString(), 1), FRAMES).subList(25, FRAMES));
	}

	/** Returns the number of each picture. */
	private static List<Integer> all(Scene scene, int count) throws IOException {
		List<Integer> pictures = new ArrayList<>();
		try (SceneLumaRenderer grey = new SceneLumaRenderer(new Backdrop(scene), new Timeline(), 320, 240)) {
			for (int frame = 0; frame < count; frame++) {
				pictures.add(Arrays.hashCode(luma(grey, frame)));
			}
		}
		return pictures;
	}

	private static byte[] luma(SceneLumaRenderer grey, int frame) throws IOException {
		View view = TestViews.with(TestViews.of(640, 480), Instant.ofEpochMilli(40L * frame));
		return grey.picture(view).luma().clone();
	}

	/** Without the file, only pictures in memory can be shown. */
	@Test
	void whoLooksAtTheSameTimeSharesThePicturesAndLastsAsLongAsOneLooks() throws Exception {
		Path file = film();
		Scene scene = Scene.open(file.toString(), 1);
		byte[] expected;
		try (SceneLumaRenderer alone = new SceneLumaRenderer(new Backdrop(scene), new Timeline(), 320, 240)) {
			expected = luma(alone, 10);
		}
		Backdrop backdrop = new Backdrop(scene);
		View view = TestViews.with(TestViews.of(640, 480), Instant.ofEpochMilli(400));
		try (SceneRenderer main = new SceneRenderer(backdrop, new Timeline(), JpegCodec.portable());
				SceneLumaRenderer grey = new SceneLumaRenderer(backdrop, new Timeline(), 320, 240)) {
			main.picture(view);
			Files.write(file, new byte[0]);
			assertThat(luma(grey, 10)).isEqualTo(expected);
		}
		try (SceneLumaRenderer grey = new SceneLumaRenderer(backdrop, new Timeline(), 320, 240)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> luma(grey, 10))
				.withMessageContaining("film.mp4");
		}
	}

	@Test
	void aBrokenFileIsNamed() throws Exception {
		Path broken = Files.write(this.folder.resolve("broken.mp4"), new byte[5000]);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Scene.open(broken.toString(), 1))
			.withMessageContaining("broken.mp4: not a supported video");
		Path missing = this.folder.resolve("missing.mp4");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Scene.open(missing.toString(), 1))
			.withMessageContaining("missing.mp4: not found");
	}

	@Test
	void halfAFileIsRefused() throws Exception {
		byte[] whole = Files.readAllBytes(video());
		Path half = Files.write(this.folder.resolve("half.mp4"), Arrays.copyOf(whole, whole.length / 2));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Scene.open(half.toString(), 1))
			.withMessageContaining("half.mp4: not a supported video");
	}

}
