package org.camerad.driver.pi.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.camerad.driver.Image;

/**
 * The pictures that the child is to give. Whatever changes here takes a new child, for
 * the tool has no way to change anything while it runs.
 *
 * @param width in pixels
 * @param height in pixels
 * @param frameRate frames a second
 * @param image the look
 */
record CaptureSettings(int width, int height, int frameRate, Image image) {

	/** Where the tool itself cuts contrast, saturation and sharpness off. */
	private static final double MAX_FACTOR = 15.99;

	/**
	 * The arguments of rpicam-vid, as the options of rpicam-apps 1.5 (Raspberry Pi OS
	 * bookworm) to 1.9 (trixie) have them.
	 */
	List<String> arguments(VideoConfiguration configuration) {
		List<String> arguments = new ArrayList<>(List.of("--camera", String.valueOf(configuration.camera()),
				"--nopreview", "--timeout", "0", "--codec", "mjpeg", "--quality",
				String.valueOf(configuration.quality()), "--width", String.valueOf(this.width), "--height",
				String.valueOf(this.height), "--framerate", String.valueOf(this.frameRate), "--rotation",
				String.valueOf(configuration.rotation()), "--brightness", number(brightness(this.image.brightness())),
				"--contrast", number(factor(this.image.contrast())), "--saturation",
				number(factor(this.image.saturation())), "--sharpness", number(factor(this.image.sharpness()))));
		if (configuration.mirrored()) {
			arguments.add("--hflip");
		}
		arguments.addAll(List.of("--flush", "--output", "-"));
		return arguments;
	}

	/** 0 to 255 as the tool's -1 to 1; 128 is 0. */
	static double brightness(int value) {
		return (value <= 128) ? (value - 128) / 128.0 : (value - 128) / 127.0;
	}

	/**
	 * 0 to 255 as the tool's 0 to 15.99, where 1 leaves the picture as it is: evenly up
	 * to 128, which is 1, and from there in equal ratios, because each doubling of these
	 * looks like one step.
	 */
	static double factor(int value) {
		return (value <= 128) ? value / 128.0 : Math.pow(MAX_FACTOR, (value - 128) / 127.0);
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.4f", value);
	}

}
