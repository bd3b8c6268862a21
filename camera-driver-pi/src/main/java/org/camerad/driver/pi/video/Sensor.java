package org.camerad.driver.pi.video;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

	private static final Pattern MODE = Pattern.compile("([0-9]{2,5})x([0-9]{2,5}) \\[([0-9]{1,4}(?:\\.[0-9]+)?) fps");

	Sensor {
		modes = List.copyOf(modes);
	}

	/**
	 * A mode of the sensor.
	 *
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @param frameRate the highest frame rate, frames per second
	 */
	record Mode(int width, int height, double frameRate) {
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
		List<Mode> modes = new ArrayList<>();
		Matcher mode = MODE.matcher(String.join("\n", block.subList(1, block.size())));
		while (mode.find()) {
			modes.add(new Mode(Integer.parseInt(mode.group(1)), Integer.parseInt(mode.group(2)),
					Double.parseDouble(mode.group(3))));
		}
		if (!modes.isEmpty()) {
			sensors.add(new Sensor(Integer.parseInt(line.group(1)), line.group(2), modes));
		}
	}

	/**
	 * Returns the highest whole frame rate at a picture size, in frames per second; 0 if
	 * the size is too large.
	 */
	int frameRate(int width, int height) {
		return (int) this.modes.stream()
			.filter((mode) -> mode.width >= width && mode.height >= height)
			.mapToDouble(Mode::frameRate)
			.max()
			.orElse(0);
	}

}
