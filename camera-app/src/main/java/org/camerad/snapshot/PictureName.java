package org.camerad.snapshot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A picture's name.
 *
 * @param time the camera's time, to the millisecond
 */
record PictureName(Instant time) {

	private static final DateTimeFormatter FILE = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final Pattern OURS = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9]{3}Z\\.jpg");

	/** Returns the file name, such as {@code 20261123-101530-250Z.jpg}. */
	String file() {
		return FILE.format(this.time) + "Z.jpg";
	}

	/** Returns the time for people, such as {@code 2026-11-23 10:15:30 UTC}. */
	String text() {
		return TEXT.format(this.time) + " UTC";
	}

	/** Returns whether a file name is one that this service gives to pictures. */
	static boolean isOurs(String file) {
		return OURS.matcher(file).matches();
	}

}
