package org.camerad.driver.sim.scene;

import org.camerad.driver.Video;

/**
 * The quality of a stream's pictures. A JPEG has no bit rate, but a stream whose bit rate
 * is low has worse pictures: quality follows the bits that the stream's encoder has for
 * one pixel, from {@value #WORST} at 0.01 bits to {@value #BEST} at 0.2 bits, the same
 * step for each doubling. 1080P with 25 frames a second has 72 at 4096 kbit/s.
 */
final class JpegQuality {

	/** The quality of the poorest stream. */
	static final int WORST = 20;

	/** The quality of the richest stream. */
	static final int BEST = 95;

	private static final double POOR = 0.01;

	private static final double RICH = 0.2;

	private JpegQuality() {
	}

	/** The quality for a stream with these settings, as libjpeg counts it. */
	static int of(Video video) {
		double pixels = (double) video.resolution().width() * video.resolution().height() * video.frameRate();
		double bits = Math.max(POOR, Math.min(RICH, video.bitrateKbps() * 1000.0 / Math.max(1, pixels)));
		double share = StrictMath.log(bits / POOR) / StrictMath.log(RICH / POOR);
		return WORST + (int) Math.round((BEST - WORST) * share);
	}

}
