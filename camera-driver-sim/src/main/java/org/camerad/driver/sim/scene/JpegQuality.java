package org.camerad.driver.sim.scene;

import org.camerad.driver.Video;

/**
 * The JPEG quality of a stream. A JPEG has no bit rate, but a stream with a low bit rate
 * has worse pictures, so the quality follows the encoder's bits per pixel: from
 * {@value #WORST} at 0.01 bits to {@value #GOOD} at 0.2 bits, with the same step for each
 * doubling, and in small steps up to {@value #BEST} at 2 bits. 1080P with 25 frames per
 * second at 4096 kbit/s has 72.
 */
final class JpegQuality {

	/** The quality of the stream with the fewest bits. */
	static final int WORST = 20;

	/** Above this quality, files grow fast and pictures hardly improve. */
	static final int GOOD = 95;

	/** The quality of the stream with the most bits. */
	static final int BEST = 99;

	private static final double POOR = 0.01;

	private static final double RICH = 0.2;

	private static final double RICHEST = 2;

	private JpegQuality() {
	}

	/** Returns the quality for the settings of a stream, on the scale of libjpeg. */
	static int of(Video video) {
		double pixels = (double) video.resolution().width() * video.resolution().height() * video.frameRate();
		double bits = Math.max(POOR, Math.min(RICHEST, video.bitrateKbps() * 1000.0 / Math.max(1, pixels)));
		return (bits < RICH) ? WORST + part(GOOD - WORST, bits / POOR, RICH / POOR)
				: GOOD + part(BEST - GOOD, bits / RICH, RICHEST / RICH);
	}

	/**
	 * Returns the part of the steps for a factor of the whole factor, on a logarithmic
	 * scale.
	 */
	private static int part(int steps, double factor, double whole) {
		return (int) Math.round(steps * StrictMath.log(factor) / StrictMath.log(whole));
	}

}
