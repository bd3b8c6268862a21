package org.camerad.driver.pi.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The choice of a sensor mode by rpicam-apps: RPiCamApp::selectMode of 1.5.3 to 1.13.0.
 */
final class SensorModes {

	private static final Pattern MODE = Pattern
		.compile("(?:'S[A-Z]{4}([0-9]+)_CSI2P' : )?([0-9]+)x([0-9]+) \\[([0-9.]+) fps - (.*) crop]");

	private final List<Mode> modes = new ArrayList<>();

	private record Mode(int width, int height, int bits, double fps, String crop) {
	}

	/** Returns the modes in a list of cameras. */
	static SensorModes of(Path list) throws IOException {
		SensorModes sensor = new SensorModes();
		int bits = 0;
		Matcher mode = MODE.matcher(Files.readString(list));
		while (mode.find()) {
			bits = (mode.group(1) != null) ? Integer.parseInt(mode.group(1)) : bits;
			sensor.modes.add(new Mode(Integer.parseInt(mode.group(2)), Integer.parseInt(mode.group(3)), bits,
					Double.parseDouble(mode.group(4)), mode.group(5)));
		}
		return sensor;
	}

	/** Returns the size, the frame rate and the field of view that the options give. */
	String select(Map<String, String> options) {
		int[] wanted = wanted(options);
		double rate = Double.parseDouble(options.getOrDefault("framerate", "30"));
		Mode best = this.modes.get(0);
		for (Mode mode : this.modes) {
			if (score(wanted, rate, mode) <= score(wanted, rate, best)) {
				best = mode;
			}
		}
		return best.width + "x" + best.height + " " + best.fps + " " + best.crop;
	}

	private static int[] wanted(Map<String, String> options) {
		String[] parts = options.getOrDefault("mode", options.get("width") + ":" + options.get("height")).split(":");
		return new int[] { Integer.parseInt(parts[0]), Integer.parseInt(parts[1]),
				(parts.length > 2) ? Integer.parseInt(parts[2]) : 12 };
	}

	private static double score(int[] wanted, double rate, Mode mode) {
		return score(wanted[0], mode.width) + score(wanted[1], mode.height)
				+ 1500 * score((double) wanted[0] / wanted[1], (double) mode.width / mode.height)
				+ 2000 * Math.abs(rate - Math.min(mode.fps, rate)) + 500 * Math.abs(wanted[2] - mode.bits);
	}

	private static double score(double desired, double actual) {
		double score = (desired < actual) ? (actual - desired) / 8 : desired - actual;
		return (actual != desired) ? 2 * score : score;
	}

}
