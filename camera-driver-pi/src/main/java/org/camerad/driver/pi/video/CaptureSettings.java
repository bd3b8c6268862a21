package org.camerad.driver.pi.video;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.camerad.driver.Image;

/**
 * The settings of the camera process. A change needs a new process, because rpicam-vid
 * cannot change settings while it runs.
 *
 * @param width the width in pixels
 * @param height the height in pixels
 * @param frameRate frames per second
 * @param image brightness, contrast, saturation and sharpness
 */
record CaptureSettings(int width, int height, int frameRate, Image image) {

	/** The program's upper limit of contrast, saturation and sharpness. */
	private static final double MAX_FACTOR = 15.99;

	/**
	 * Returns the arguments of rpicam-vid: options of rpicam-apps 1.5 (Raspberry Pi OS
	 * bookworm) to 1.13 (trixie).
	 * @param sensor the camera, whose mode for this size limits the frame rate: the
	 * program would choose another field of view for a higher one
	 * @param metadata the pipe for the metadata of each picture; empty for none
	 */
	List<String> arguments(VideoConfiguration configuration, Sensor sensor, Optional<Path> metadata) {
		Optional<Sensor.Mode> mode = sensor.mode(configuration.mode(), this.width, this.height);
		List<String> arguments = new ArrayList<>(List.of("--camera", String.valueOf(configuration.camera()),
				"--nopreview", "--timeout", "0", "--codec", "mjpeg", "--quality",
				String.valueOf(configuration.quality()), "--width", String.valueOf(this.width), "--height",
				String.valueOf(this.height), "--framerate",
				String.valueOf(mode.map(this::limited).orElse(this.frameRate)), "--rotation",
				String.valueOf(configuration.rotation()), "--brightness", number(brightness(this.image.brightness())),
				"--contrast", number(factor(this.image.contrast())), "--saturation",
				number(factor(this.image.saturation())), "--sharpness", number(factor(this.image.sharpness()))));
		if (configuration.mirrored()) {
			arguments.add("--hflip");
		}
		arguments.addAll(configuration.options().arguments());
		if (mode.isPresent() && configuration.mode().isExplicit()) {
			arguments.addAll(List.of("--mode", mode.get().argument()));
		}
		metadata
			.ifPresent((pipe) -> arguments.addAll(List.of("--metadata", pipe.toString(), "--metadata-format", "txt")));
		arguments.addAll(List.of("--flush", "--output", "-"));
		return arguments;
	}

	private int limited(Sensor.Mode mode) {
		return Math.max(1, Math.min(this.frameRate, (int) mode.frameRate()));
	}

	/** Converts 0 to 255 to the program's -1 to 1; 128 becomes 0. */
	static double brightness(int value) {
		return (value <= 128) ? (value - 128) / 128.0 : (value - 128) / 127.0;
	}

	/**
	 * Converts 0 to 255 to the program's 0 to 15.99, where 1 leaves the picture
	 * unchanged: linear up to 128, which becomes 1, and exponential above, because each
	 * doubling looks like one step.
	 */
	static double factor(int value) {
		return (value <= 128) ? value / 128.0 : Math.pow(MAX_FACTOR, (value - 128) / 127.0);
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.4f", value);
	}

}
