package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;

/**
 * A recording of a known scene as another camera would make it: a folder of pictures, or
 * a video file from ffmpeg.
 */
final class SceneRecording {

	private static final int WIDTH = 1280;

	private static final int HEIGHT = 720;

	private static final int JPEG_QUALITY = 75;

	private SceneRecording() {
	}

	/** The format of a recording. */
	enum Format {

		/** JPEG files from a camera that uploads two per second. */
		FOLDER(2),

		/** Motion JPEG in the quality of a web camera. */
		MJPEG(5, "-c:v", "mjpeg", "-q:v", "6", "-pix_fmt", "yuvj420p"),

		/** H.264 at the bit rate of a recorder, with a key frame every two seconds. */
		H264(10, "-c:v", "libx264", "-preset", "veryfast", "-b:v", "1M", "-maxrate", "1M", "-bufsize", "2M", "-g", "20",
				"-pix_fmt", "yuv420p");

		private final int perSecond;

		private final List<String> options;

		Format(int perSecond, String... options) {
			this.perSecond = perSecond;
			this.options = List.of(options);
		}

		int perSecond() {
			return this.perSecond;
		}

	}

	/**
	 * Writes a recording.
	 * @param which the case
	 * @param seconds its length
	 * @param folder an empty folder
	 * @return the place for {@link Scene#open}
	 */
	static Path write(MotionCase which, int seconds, Path folder) throws IOException {
		Format format = which.recorded().orElseThrow();
		try (SceneRenderer renderer = new SceneRenderer(which.scene(), JpegCodec.fastest())) {
			if (format == Format.FOLDER) {
				return pictures(which, seconds, folder, renderer);
			}
			return video(which, seconds, folder, renderer);
		}
	}

	private static View view(MotionCase which, int number) {
		double seconds = (double) number / which.recorded().orElseThrow().perSecond();
		return TestViews.with(which.view(seconds), TestViews.video(WIDTH, HEIGHT, 2048));
	}

	private static Path pictures(MotionCase which, int seconds, Path folder, SceneRenderer renderer)
			throws IOException {
		try (JpegCodec encoder = JpegCodec.fastest()) {
			for (int number = 0; number < seconds * Format.FOLDER.perSecond; number++) {
				byte[] jpeg = encoder.encode(renderer.picture(view(which, number)), JPEG_QUALITY);
				Files.write(folder.resolve("%05d.jpg".formatted(number)), jpeg);
			}
		}
		return folder;
	}

	private static Path video(MotionCase which, int seconds, Path folder, SceneRenderer renderer) throws IOException {
		Format format = which.recorded().orElseThrow();
		Path file = folder.resolve("scene.mp4");
		List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt",
				"yuvj420p", "-s", WIDTH + "x" + HEIGHT, "-r", Integer.toString(format.perSecond), "-i", "-"));
		command.addAll(format.options);
		command.add(file.toString());
		Path said = folder.resolve("ffmpeg.log");
		Process ffmpeg = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
		try (OutputStream out = ffmpeg.getOutputStream()) {
			for (int number = 0; number < seconds * format.perSecond; number++) {
				YuvPicture picture = renderer.picture(view(which, number));
				out.write(picture.luma());
				out.write(picture.cb());
				out.write(picture.cr());
			}
		}
		await(ffmpeg, said);
		return file;
	}

	private static void await(Process ffmpeg, Path said) throws IOException {
		try {
			if (ffmpeg.waitFor() != 0) {
				throw new IOException("ffmpeg: " + Files.readString(said));
			}
		}
		catch (InterruptedException ex) {
			ffmpeg.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

}
