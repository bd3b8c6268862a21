package org.camerad.driver.hisilicon.streamer;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.camerad.driver.IntRange;

/**
 * The one place where our units become the streamer's and back: 0 to 255 against its 0 to
 * 100, frames against seconds, percent against its sixteenths.
 */
final class UnitConversions {

	private static final int NEUTRAL = 128;

	private static final int MAX_LEVEL = 255;

	private static final IntRange PERCENT = new IntRange(1, 100);

	/** The streamer's places run from 16 at the left (top) to -16 at the right. */
	private static final int MAX_POSITION = 16;

	private UnitConversions() {
	}

	/**
	 * A level of 0 to 255 with 128 neutral on the streamer's scale.
	 * @param neutral what leaves the picture alone there (50 of 0 to 100)
	 */
	static int level(int level, IntRange scale, int neutral) {
		double share = (level <= NEUTRAL) ? level / (double) NEUTRAL
				: (level - NEUTRAL) / (double) (MAX_LEVEL - NEUTRAL);
		double from = (level <= NEUTRAL) ? scale.min() : neutral;
		double to = (level <= NEUTRAL) ? neutral : scale.max();
		return scale.nearest((int) Math.round(from + share * (to - from)));
	}

	/** A level of 1 to 100 on a scale of another length, both ends meeting. */
	static int percent(int percent, IntRange scale) {
		if (scale.min() <= PERCENT.min() && scale.max() == PERCENT.max()) {
			return percent;
		}
		double share = (percent - PERCENT.min()) / (double) (PERCENT.max() - PERCENT.min());
		return scale.nearest((int) Math.round(scale.min() + share * (scale.max() - scale.min())));
	}

	/** Frames from key frame to key frame as the streamer's seconds, such as 4.0. */
	static String gopSeconds(int frames, int frameRate) {
		BigDecimal seconds = BigDecimal.valueOf(frames)
			.divide(BigDecimal.valueOf(frameRate), 4, RoundingMode.HALF_UP)
			.stripTrailingZeros();
		return ((seconds.scale() < 1) ? seconds.setScale(1) : seconds).toPlainString();
	}

	/**
	 * A place in percent of what the text leaves free, as the streamer's proportional
	 * position: 16 is the left or top edge, 0 the middle, -16 the right or bottom one.
	 */
	static int position(int percent) {
		return MAX_POSITION - (int) Math.round(percent * 2 * MAX_POSITION / 100.0);
	}

}
