package org.camerad.driver.pi.video;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A camera in the list that rpicam-apps prints for {@code --list-cameras}: <pre>
 *  0 : ov5647 [2592x1944 10-bit GBRG] (/base/soc/i2c0mux/i2c@1/ov5647@36)
 *      Modes: 'SGBRG10_CSI2P' : 640x480 [58.92 fps - (16, 0)/2560x1920 crop]
 *                               1920x1080 [32.81 fps - (348, 434)/1928x1080 crop]
 * </pre>
 *
 * @param number the camera's number in the list
 * @param name the sensor's name
 * @param modes the sensor's modes, at least one
 */
record Sensor(int number, String name, List<Mode> modes) {

	private static final Pattern CAMERA_LINE = Pattern.compile("([0-9]) : (\\S+) \\[.*");

	private static final Pattern MODE = Pattern.compile("(?:'[A-Z]*([0-9]{1,2})[^']*' : )?"
			+ "([0-9]{2,5})x([0-9]{2,5}) \\[([0-9]{1,4}(?:\\.[0-9]+)?) fps(?: - \\([0-9, ]+\\)/([0-9]{2,5})x([0-9]{2,5}))?");

	/** The share of the largest field of view that counts as the whole. */
	private static final double WHOLE = 0.99;

	private static final int DEFAULT_BITS = 10;

	Sensor {
		modes = List.copyOf(modes);
	}

	/**
	 * A mode of the sensor.
	 *
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @param bits the bits of a sample
	 * @param frameRate the highest frame rate, frames per second
	 * @param fieldWidth the width of the field of view in pixels of the sensor
	 * @param fieldHeight the height of the field of view in pixels of the sensor
	 */
	record Mode(int width, int height, int bits, double frameRate, int fieldWidth, int fieldHeight) {

		/** Returns whether the mode has the pixels of a picture without upscaling. */
		boolean covers(int pictureWidth, int pictureHeight) {
			return this.width >= pictureWidth && this.height >= pictureHeight;
		}

		/** Returns the value of {@code --mode}. */
		String argument() {
			return this.width + ":" + this.height + ":" + this.bits + ":P";
		}

	}

	/** Returns the cameras in a list, except those without a mode. */
	static List<Sensor> parse(String list) {
		List<Sensor> sensors = new ArrayList<>();
		List<String> block = new ArrayList<>();
		for (String line : list.lines().toList()) {
			if (CAMERA_LINE.matcher(line.strip()).matches()) {
				add(sensors, block);
				block.clear();
			}
			block.add(line.strip());
		}
		add(sensors, block);
		return sensors;
	}

	private static void add(List<Sensor> sensors, List<String> block) {
		Matcher line = CAMERA_LINE.matcher(block.isEmpty() ? "" : block.get(0));
		if (!line.matches()) {
			return;
		}
		List<Mode> modes = modes(String.join("\n", block.subList(1, block.size())));
		if (!modes.isEmpty()) {
			sensors.add(new Sensor(Integer.parseInt(line.group(1)), line.group(2), modes));
		}
	}

	private static List<Mode> modes(String text) {
		List<Mode> modes = new ArrayList<>();
		int bits = DEFAULT_BITS;
		Matcher mode = MODE.matcher(text);
		while (mode.find()) {
			bits = (mode.group(1) != null) ? Integer.parseInt(mode.group(1)) : bits;
			int width = Integer.parseInt(mode.group(2));
			int height = Integer.parseInt(mode.group(3));
			boolean field = mode.group(5) != null;
			modes.add(new Mode(width, height, bits, Double.parseDouble(mode.group(4)),
					field ? Integer.parseInt(mode.group(5)) : width, field ? Integer.parseInt(mode.group(6)) : height));
		}
		return modes;
	}

	/**
	 * Returns the mode for a picture size: the smallest that covers it and fits the
	 * choice, or the fastest if the camera program chooses; empty if no mode covers it.
	 */
	Optional<Mode> mode(SensorModeChoice choice, int width, int height) {
		Stream<Mode> covering = this.modes.stream().filter((mode) -> mode.covers(width, height));
		return switch (choice.kind()) {
			case AUTO -> covering.max(Comparator.comparingDouble(Mode::frameRate));
			case FIXED -> covering.filter((mode) -> isMode(mode, choice)).max(Comparator.comparingInt(Mode::bits));
			case FULL -> covering.filter(this::isWhole)
				.min(Comparator.<Mode>comparingInt((mode) -> mode.width * mode.height)
					.thenComparing(Comparator.comparingInt(Mode::bits).reversed()));
		};
	}

	/** Returns whether the sensor has the chosen mode. */
	boolean has(SensorModeChoice choice) {
		return choice.kind() != SensorModeChoice.Kind.FIXED
				|| this.modes.stream().anyMatch((mode) -> isMode(mode, choice));
	}

	/** Returns the sizes of the modes for a message. */
	String sizes() {
		return this.modes.stream()
			.map((mode) -> mode.width + ":" + mode.height)
			.distinct()
			.collect(Collectors.joining(", "));
	}

	private static boolean isMode(Mode mode, SensorModeChoice choice) {
		return mode.width == choice.width() && mode.height == choice.height();
	}

	private boolean isWhole(Mode mode) {
		int width = this.modes.stream().mapToInt(Mode::fieldWidth).max().orElse(0);
		int height = this.modes.stream().mapToInt(Mode::fieldHeight).max().orElse(0);
		return mode.fieldWidth >= WHOLE * width && mode.fieldHeight >= WHOLE * height;
	}

	/**
	 * Returns the highest whole frame rate at a picture size, in frames per second; 0 if
	 * the size is too large.
	 */
	int frameRate(SensorModeChoice choice, int width, int height) {
		return mode(choice, width, height).map((mode) -> (int) mode.frameRate).orElse(0);
	}

}
