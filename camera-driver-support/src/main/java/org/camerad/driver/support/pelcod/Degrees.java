package org.camerad.driver.support.pelcod;

/**
 * Conversions from the hundredths of a degree in replies to the degrees of {@code
 * PtzPosition}.
 */
final class Degrees {

	/**
	 * Some heads report a value slightly below zero as a number slightly below 65536.
	 */
	private static final int NEGATIVE = 40000;

	private Degrees() {
	}

	/**
	 * Returns pan in degrees, -180 to 180, positive to the right, from a reply of 0 to
	 * 35999.
	 */
	static double pan(int reply) {
		return around(reply);
	}

	/**
	 * Returns tilt in degrees, positive up, from a reply in which 9000 is straight down
	 * and 33000 is 30 degrees up.
	 */
	static double tilt(int reply) {
		return 0 - around(reply);
	}

	private static double around(int reply) {
		double degrees = ((reply > NEGATIVE) ? reply - 0x10000 : reply) / 100.0;
		return (degrees > 180) ? degrees - 360 : degrees;
	}

}
