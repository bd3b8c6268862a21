package org.camerad.driver.sim.scene;

import org.camerad.driver.Video;

/**
 * The quality of a stream's pictures. A JPEG has no bit rate, but a stream whose bit rate
 * is low has worse pictures: quality follows the bits that the stream's encoder has for
 * one pixel, from {@value #WORST} at 0.01 bits to {@value #GOOD} at 0.2 bits, the same
 * step for each doubling, and in small steps on to {@value #BEST} at 2 bits. 1080P with
 * 25 frames a second has 72 at 4096 kbit/s.
 */
final class JpegQuality {

	/** The quality of the poorest stream. */
	static final int WORST = 20;

	/** From here on files grow fast, and pictures hardly get better. */
	static final int GOOD = 95;

	/** The quality of the richest stream. */
	static final int BEST = 99;

	private static final double POOR = 0.01;

	private static final double RICH = 0.2;

	private static final double RICHEST = 2;

	private JpegQuality() {
	}

	/** The quality for a stream with these settings, as libjpeg counts it. */
	static int of(Video video) {
		double pixels = (double) video.resolution().width() * video.resolution().height() * video.frameRate();
		double bits = Math.max(POOR, Math.min(RICHEST, video.bitrateKbps() * 1000.0 / Math.max(1, pixels)));
		return (bits < RICH) ? WORST + part(GOOD - WORST, bits / POOR, RICH / POOR)
				: GOOD + part(BEST - GOOD, bits / RICH, RICHEST / RICH);
	}

	/** The part of the steps that belongs to a factor out of the whole factor. */
	private static int part(int steps, double factor, double whole) {
		return (int) Math.round(steps * StrictMath.log(factor) / StrictMath.log(whole));
	}

}
