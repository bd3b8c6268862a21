package org.camerad.driver.pi.video;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A camera as {@code --list-cameras} of rpicam-apps tells it: <pre>
 * 0 : ov5647 [2592x1944 10-bit GBRG] (/base/soc/i2c0mux/i2c@1/ov5647@36)
 *     Modes: 'SGBRG10_CSI2P' : 640x480 [58.92 fps - (16, 0)/2560x1920 crop]
 *                              1920x1080 [32.81 fps - (348, 434)/1928x1080 crop]
 * </pre>
 *
 * @param number the number to choose it by
 * @param name the sensor's name
 * @param modes what the sensor gives, at least one
 */
record Sensor(int number, String name, List<Mode> modes) {

	private static final Pattern CAMERA_LINE = Pattern.compile("([0-9]) : (\\S+) \\[.*");

	private static final Pattern MODE = Pattern.compile("([0-9]{2,5})x([0-9]{2,5}) \\[([0-9]{1,4}(?:\\.[0-9]+)?) fps");

	Sensor {
		modes = List.copyOf(modes);
	}

	/**
	 * One of the sensor's modes.
	 *
	 * @param width in pixels
	 * @param height in pixels
	 * @param frameRate the most frames a second
	 */
	record Mode(int width, int height, double frameRate) {
	}

	/** The cameras in a list, those without a mode left out. */
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

	/** The most whole frames a second at a picture size, 0 when it is too large. */
	int frameRate(int width, int height) {
		return (int) this.modes.stream()
			.filter((mode) -> mode.width >= width && mode.height >= height)
			.mapToDouble(Mode::frameRate)
			.max()
			.orElse(0);
	}

}
