package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** A video as the scene. Debian's ffmpeg makes the files. */
class VideoFileTests {

	private static final int FRAMES = 50;

	@TempDir
	private Path folder;

	/** Two seconds that grow brighter. */
	private Path video() throws Exception {
		Path file = this.folder.resolve("brighter.mp4");
		Process ffmpeg = new ProcessBuilder("ffmpeg", "-v", "error", "-f", "lavfi", "-i",
				"nullsrc=s=320x240:r=25:d=2,format=yuv420p,geq=lum=32+3*N:cb=128:cr=128", "-c:v", "mpeg4", "-q:v", "2",
				"-g", "10", file.toString())
			.redirectErrorStream(true)
			.start();
		String said = new String(ffmpeg.getInputStream().readAllBytes());
		assertThat(ffmpeg.waitFor()).as(said).isZero();
		return file;
	}

	private static int brightness(SceneLuma grey, long millis) throws IOException {
		View view = Views.with(Views.of(640, 480), Instant.ofEpochMilli(millis));
		return grey.picture(view).luma()[120 * 320 + 160] & 0xff;
	}

	@Test
	void playsInItsOwnTimeOverAndOver() throws Exception {
		Scene scene = Scene.open(video().toString(), 1);
		try (SceneLuma grey = new SceneLuma(scene, new Timeline(), 320, 240)) {
			for (long millis : new long[] { 0, 400, 1200, 1960, 800, 2000, 3200, 40 }) {
				long frame = millis * 25 / 1000 % FRAMES;
				assertThat(brightness(grey, millis)).as("after %s ms", millis)
					.isCloseTo((int) ((16 + 3 * frame) * 255 / 219), within(5));
			}
		}
	}

	@Test
	void aBrokenFileIsNamed() throws Exception {
		Path broken = Files.write(this.folder.resolve("broken.mp4"), new byte[5000]);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Scene.open(broken.toString(), 1))
			.withMessageContaining("broken.mp4: not a video that can be shown");
		Path missing = this.folder.resolve("missing.mp4");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Scene.open(missing.toString(), 1))
			.withMessageContaining("missing.mp4: not there");
	}

	@Test
	void halfAFileIsRefused() throws Exception {
		byte[] whole = Files.readAllBytes(video());
		Path half = Files.write(this.folder.resolve("half.mp4"), Arrays.copyOf(whole, whole.length / 2));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Scene.open(half.toString(), 1))
			.withMessageContaining("half.mp4: not a video that can be shown");
	}

}
