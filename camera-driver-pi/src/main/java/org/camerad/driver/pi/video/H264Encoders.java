package org.camerad.driver.pi.video;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Video;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;
import org.jspecify.annotations.Nullable;

/**
 * The H.264 encoders of the installed ffmpeg that work on this board. ffmpeg lists them;
 * its {@code h264_v4l2m2m} counts only if the kernel has the board's encoder (Raspberry
 * Pi up to 4; the Pi 5 has none).
 */
final class H264Encoders {

	/** ffmpeg's libraries load slowly on a Pi. */
	private static final Duration LIST_TIMEOUT = Duration.ofSeconds(4);

	private static final String BOARD_ENCODER = "h264_v4l2m2m";

	/**
	 * JPEGs have the full range of values. What ffmpeg makes of them depends on its
	 * version.
	 */
	private static final String TO_VIDEO_RANGE = "scale=in_range=pc:out_range=tv,format=yuv420p";

	private static final String BOARD_DEVICE = "bcm2835-codec-encode";

	private final VideoConfiguration configuration;

	private final ProgramFinder programs;

	private final Path devices;

	private @Nullable Encoder found;

	private volatile PartStatus status = new PartStatus("encoder", PartStatus.State.WORKING, "not used yet");

	/**
	 * An encoder of ffmpeg.
	 *
	 * @param ffmpeg the program
	 * @param name ffmpeg's name of the encoder
	 */
	record Encoder(Path ffmpeg, String name) {

		/** Returns whether the encoder accepts pictures larger than 1080P. */
		boolean isBeyond1080p() {
			return !this.name.equals(BOARD_ENCODER);
		}

		/**
		 * Returns the command that reads a multipart stream of JPEGs and writes an H.264
		 * byte stream.
		 */
		Command command(Video video) {
			String rate = video.bitrateKbps() + "k";
			List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-loglevel", "error", "-fflags",
					"nobuffer", "-r", String.valueOf(video.frameRate()), "-f", "mpjpeg", "-i", "pipe:0", "-an", "-c:v",
					this.name, "-vf", TO_VIDEO_RANGE, "-color_range", "tv", "-g", String.valueOf(video.gopLength()),
					"-bf", "0"));
			if (this.name.equals("libx264")) {
				arguments.addAll(List.of("-preset", "ultrafast", "-tune", "zerolatency", "-sc_threshold", "0"));
			}
			boolean constantQuality = video.bitrateControl() == Video.BitrateControl.VBR && this.name.equals("libx264");
			arguments.addAll(constantQuality ? List.of("-crf", "23") : List.of("-b:v", rate));
			arguments
				.addAll(List.of("-maxrate", rate, "-bufsize", rate, "-flush_packets", "1", "-f", "h264", "pipe:1"));
			return new Command(this.ffmpeg, arguments);
		}

	}

	/**
	 * Creates the list; ffmpeg is not started.
	 * @param devices the folder of the kernel's video devices:
	 * {@code /sys/class/video4linux}
	 */
	H264Encoders(VideoConfiguration configuration, ProgramFinder programs, Path devices) {
		this.configuration = configuration;
		this.programs = programs;
		this.devices = devices;
	}

	/**
	 * Returns the best encoder. ffmpeg is queried again until it has one.
	 * @throws CameraException UNAVAILABLE with what is missing and how to correct it
	 */
	synchronized Encoder require() throws CameraException {
		Encoder known = this.found;
		if (known == null || !Files.isExecutable(known.ffmpeg)) {
			known = detect();
			this.found = known;
		}
		return known;
	}

	/**
	 * Returns the encoder in use, or why no encoder works, as of the last
	 * {@link #require()}.
	 */
	PartStatus status() {
		return this.status;
	}

	private Encoder detect() throws CameraException {
		try {
			Encoder encoder = search();
			this.status = new PartStatus("encoder", PartStatus.State.WORKING, encoder.name);
			return encoder;
		}
		catch (CameraException ex) {
			this.status = new PartStatus("encoder", PartStatus.State.IMPAIRED, String.valueOf(ex.getMessage()));
			throw ex;
		}
	}

	private Encoder search() throws CameraException {
		Path ffmpeg = this.programs.find(this.configuration.ffmpeg())
			.orElseThrow(() -> CameraException.unavailable(this.configuration.ffmpeg()
					+ " is not installed; H.264 is off; apt install ffmpeg, or set camera.pi.video.ffmpeg"));
		String list = list(ffmpeg);
		return candidates().stream()
			.filter((name) -> list.contains(" " + name + " "))
			.filter((name) -> !name.equals(BOARD_ENCODER) || hasBoardEncoder())
			.findFirst()
			.map((name) -> new Encoder(ffmpeg, name))
			.orElseThrow(() -> CameraException.unavailable(
					ffmpeg + " has no H.264 encoder that works on this board; the driver supports " + candidates()));
	}

	private List<String> candidates() {
		String chosen = this.configuration.encoder();
		return chosen.equals("auto") ? VideoConfiguration.ENCODERS : List.of(chosen);
	}

	/** Returns ffmpeg if its list of encoders contains a word. */
	Optional<Path> ffmpeg(String word) {
		return this.programs.find(this.configuration.ffmpeg()).filter((ffmpeg) -> {
			try {
				return list(ffmpeg).contains(word);
			}
			catch (CameraException ex) {
				return false;
			}
		});
	}

	private static String list(Path ffmpeg) throws CameraException {
		try {
			ProcessResult outcome = Command.of(ffmpeg, "-hide_banner", "-loglevel", "error", "-encoders")
				.run(LIST_TIMEOUT);
			if (outcome.isSuccess()) {
				return outcome.output();
			}
			throw CameraException.unavailable(ffmpeg + " -encoders failed: " + outcome.complaint());
		}
		catch (IOException ex) {
			throw CameraException.unavailable(ffmpeg + " failed: " + Reason.of(ex), ex);
		}
	}

	private boolean hasBoardEncoder() {
		try (DirectoryStream<Path> found = Files.newDirectoryStream(this.devices)) {
			for (Path device : found) {
				if (Files.readString(device.resolve("name")).strip().equals(BOARD_DEVICE)) {
					return true;
				}
			}
			return false;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
