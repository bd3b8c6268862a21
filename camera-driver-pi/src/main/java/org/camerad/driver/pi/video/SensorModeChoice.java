package org.camerad.driver.pi.video;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.support.properties.PropertyKind;

/**
 * The choice of the sensor's mode, {@code camera.pi.video.mode}. Immutable.
 *
 * @param kind the kind of choice
 * @param width the width of a fixed mode in pixels
 * @param height the height of a fixed mode in pixels
 */
record SensorModeChoice(Kind kind, int width, int height) {

	private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{2,4}):([1-9][0-9]{2,4})");

	/** The accepted values. */
	static final PropertyKind<SensorModeChoice> PROPERTY = new PropertyKind<>("full, auto or a mode such as 1920:1080",
			SensorModeChoice::parse);

	/** The kind of choice. */
	enum Kind {

		/** The whole field of view for each picture size. */
		FULL,

		/** The camera program chooses; the field of view depends on size and rate. */
		AUTO,

		/** One mode for each picture size. */
		FIXED

	}

	private static Optional<SensorModeChoice> parse(String text) {
		Matcher size = SIZE.matcher(text);
		if (size.matches()) {
			return Optional
				.of(new SensorModeChoice(Kind.FIXED, Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))));
		}
		return switch (text) {
			case "full" -> Optional.of(new SensorModeChoice(Kind.FULL, 0, 0));
			case "auto" -> Optional.of(new SensorModeChoice(Kind.AUTO, 0, 0));
			default -> Optional.empty();
		};
	}

	/** Returns whether the driver names the mode, so that the program does not choose. */
	boolean isExplicit() {
		return this.kind != Kind.AUTO;
	}

}
