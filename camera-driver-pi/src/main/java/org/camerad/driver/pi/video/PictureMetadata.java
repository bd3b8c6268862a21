package org.camerad.driver.pi.video;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of the metadata that rpicam-vid writes as text: a line {@code Lux=412.6} for
 * each value, and an empty line after each picture. One thread at a time.
 */
final class PictureMetadata {

	private static final int MAX_LINE = 500;

	private static final Pattern VALUE = Pattern
		.compile("(Lux|ExposureTime|AnalogueGain|DigitalGain)=([0-9]{1,12}(?:\\.[0-9]{1,12})?)");

	/**
	 * The product of light in lux, exposure in microseconds and gain. The automatic
	 * exposure keeps it constant; this is its value in libcamera's tuning of the IMX219.
	 */
	private static final double LUX_MICROSECONDS = 22.7e6;

	private final StringBuilder line = new StringBuilder();

	private OptionalDouble lux = OptionalDouble.empty();

	private double exposure;

	private double analogueGain = 1;

	private double digitalGain = 1;

	/**
	 * Adds a character.
	 * @return the light in lux at the end of a picture; empty otherwise
	 */
	OptionalDouble add(char next) {
		if (next != '\n') {
			if (this.line.length() < MAX_LINE) {
				this.line.append(next);
			}
			return OptionalDouble.empty();
		}
		String whole = this.line.toString().strip();
		this.line.setLength(0);
		return whole.isEmpty() ? end() : note(whole);
	}

	private OptionalDouble note(String whole) {
		Matcher matcher = VALUE.matcher(whole);
		if (matcher.matches()) {
			double value = Double.parseDouble(matcher.group(2));
			switch (matcher.group(1)) {
				case "Lux" -> this.lux = OptionalDouble.of(value);
				case "ExposureTime" -> this.exposure = value;
				case "AnalogueGain" -> this.analogueGain = value;
				default -> this.digitalGain = value;
			}
		}
		return OptionalDouble.empty();
	}

	/**
	 * Returns libcamera's estimate of the light. A tuning file without that algorithm
	 * gives none; then exposure and gain tell the light.
	 */
	private OptionalDouble end() {
		double product = this.exposure * this.analogueGain * this.digitalGain;
		OptionalDouble light = this.lux.isPresent() ? this.lux
				: (product > 0) ? OptionalDouble.of(LUX_MICROSECONDS / product) : OptionalDouble.empty();
		this.lux = OptionalDouble.empty();
		this.exposure = 0;
		this.analogueGain = 1;
		this.digitalGain = 1;
		return light;
	}

}
