package org.camerad.driver.support.pelcod;

/**
 * Positions as replies carry them, in hundredths of a degree, and as {@code PtzPosition}
 * has them.
 */
final class Degrees {

	/** Some heads reply a little below zero as a number just below 65536. */
	private static final int NEGATIVE = 40000;

	private Degrees() {
	}

	/** Pan 0 to 35999 as -180 to 180, positive to the right. */
	static double pan(int reply) {
		return around(reply);
	}

	/** Tilt, of which 9000 is straight down and 33000 is 30 degrees up, positive up. */
	static double tilt(int reply) {
		return 0 - around(reply);
	}

	private static double around(int reply) {
		double degrees = ((reply > NEGATIVE) ? reply - 0x10000 : reply) / 100.0;
		return (degrees > 180) ? degrees - 360 : degrees;
	}

}
