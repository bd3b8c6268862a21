package org.camerad.driver.hisilicon.streamer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import org.camerad.driver.IntRange;

/**
 * Conversions between the units of the driver API and of the streamer: levels of 0 to 255
 * and 0 to 100, frames and seconds, percent and sixteenths.
 */
final class UnitConversions {

	private static final int NEUTRAL = 128;

	private static final int MAX_LEVEL = 255;

	private static final IntRange PERCENT = new IntRange(1, 100);

	/** The streamer's positions run from 16 (left or top) to -16 (right or bottom). */
	private static final int MAX_POSITION = 16;

	private static final int GOP_DIGITS = 4;

	private UnitConversions() {
	}

	/**
	 * Converts a level of 0 to 255 with 128 neutral to the streamer's scale.
	 * @param neutral the neutral value of that scale (50 of 0 to 100)
	 */
	static int level(int level, IntRange scale, int neutral) {
		double share = (level <= NEUTRAL) ? level / (double) NEUTRAL
				: (level - NEUTRAL) / (double) (MAX_LEVEL - NEUTRAL);
		double from = (level <= NEUTRAL) ? scale.min() : neutral;
		double to = (level <= NEUTRAL) ? neutral : scale.max();
		return scale.nearest((int) Math.round(from + share * (to - from)));
	}

	/** Converts a level of 1 to 100 to another scale. Both ends match. */
	static int percent(int percent, IntRange scale) {
		if (scale.min() <= PERCENT.min() && scale.max() == PERCENT.max()) {
			return percent;
		}
		double share = (percent - PERCENT.min()) / (double) (PERCENT.max() - PERCENT.min());
		return scale.nearest((int) Math.round(scale.min() + share * (scale.max() - scale.min())));
	}

	/** Converts the streamer's level back to 0 to 255 with 128 neutral. */
	static int levelBack(int value, IntRange scale, int neutral) {
		int held = scale.nearest(value);
		return nearest(0, MAX_LEVEL, NEUTRAL, (level) -> level(level, scale, neutral) - held);
	}

	/** Converts a value of another scale back to a level of 1 to 100. */
	static int percentBack(int value, IntRange scale) {
		int held = scale.nearest(value);
		return nearest(PERCENT.min(), PERCENT.max(), PERCENT.min(), (percent) -> percent(percent, scale) - held);
	}

	/** Converts a proportional position back to percent of the free space. */
	static int positionBack(int position) {
		return nearest(0, 100, 0, (percent) -> position(percent) - position);
	}

	/**
	 * Returns the argument with the smallest difference; of equal ones the preferred one,
	 * an end of the range, or the one in the middle.
	 */
	private static int nearest(int min, int max, int preferred, IntUnaryOperator difference) {
		int smallest = IntStream.rangeClosed(min, max)
			.map((i) -> Math.abs(difference.applyAsInt(i)))
			.min()
			.orElseThrow();
		int[] best = IntStream.rangeClosed(min, max)
			.filter((i) -> Math.abs(difference.applyAsInt(i)) == smallest)
			.toArray();
		return IntStream.of(preferred, min, max)
			.filter((wanted) -> IntStream.of(best).anyMatch((i) -> i == wanted))
			.findFirst()
			.orElse(best[best.length / 2]);
	}

	/** Converts the streamer's seconds back to a GOP length of at least one frame. */
	static int gopFrames(double seconds, int frameRate) {
		return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(seconds * frameRate)));
	}

	/**
	 * Converts a GOP length in frames to the streamer's seconds, such as 4.0. The number
	 * of frames survives a streamer that multiplies in single precision and cuts off.
	 */
	static String gopSeconds(int frames, int frameRate) {
		BigDecimal exact = BigDecimal.valueOf(frames)
			.divide(BigDecimal.valueOf(frameRate), GOP_DIGITS, RoundingMode.CEILING);
		boolean survives = (int) ((double) exact.floatValue() * frameRate) == frames;
		BigDecimal seconds = (survives ? exact : exact.add(BigDecimal.ONE.movePointLeft(GOP_DIGITS)))
			.stripTrailingZeros();
		return ((seconds.scale() < 1) ? seconds.setScale(1) : seconds).toPlainString();
	}

	/**
	 * Converts a position in percent of the free space to the streamer's proportional
	 * position: 16 is the left or top edge, 0 the centre, -16 the right or bottom edge.
	 */
	static int position(int percent) {
		return MAX_POSITION - (int) Math.round(percent * 2 * MAX_POSITION / 100.0);
	}

}
