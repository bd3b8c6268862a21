package org.camerad.driver.support.pelcod;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.camerad.driver.IntRange;

/**
 * The numbers that presets may have in the head. Many heads assign other functions to
 * some numbers: 33 turns around, 34 moves to pan zero, 35 to 46 run patrols and patterns
 * or switch the filter, 90 to 105 wipe, set limits, restart, open a menu or scan. Such a
 * number is sent only if the policy is {@link Policy#SENT}. Immutable.
 *
 * @param policy the treatment of a preset with a reserved number
 * @param reserved the reserved numbers of the head, each 1 to 255
 * @param highest the highest number of the head, 1 to 255
 */
public record PresetNumbers(Policy policy, Set<Integer> reserved, int highest) {

	/** The treatment of a preset with a reserved number. */
	public enum Policy {

		/** The preset gets another number in the head, see {@link PresetTable}. */
		MAPPED,

		/** The preset is refused. */
		REFUSED,

		/** The preset is sent unchanged, with any effect that it has in the head. */
		SENT

	}

	// Must precede DEFAULT, whose constructor uses it.
	private static final IntRange NUMBERS = new IntRange(1, 255);

	/** The numbers that many heads reserve. */
	public static final Set<Integer> RESERVED = IntStream
		.concat(IntStream.rangeClosed(33, 46), IntStream.rangeClosed(90, 105))
		.boxed()
		.collect(Collectors.toUnmodifiableSet());

	/** All 255 numbers of the head except {@link #RESERVED}, which are mapped. */
	public static final PresetNumbers DEFAULT = new PresetNumbers(Policy.MAPPED, RESERVED, 255);

	/**
	 * Creates the numbers.
	 * @throws IllegalArgumentException if a number is out of its range
	 */
	public PresetNumbers {
		reserved = Set.copyOf(reserved);
		if (!NUMBERS.contains(highest)) {
			throw new IllegalArgumentException("the highest preset must be 1-255: " + highest);
		}
		for (int number : reserved) {
			if (!NUMBERS.contains(number)) {
				throw new IllegalArgumentException("a reserved preset must be 1-255: " + number);
			}
		}
	}

	/** Returns whether a number of the head may hold a preset. */
	public boolean isUsable(int number) {
		return number >= 1 && number <= this.highest && (this.policy == Policy.SENT || !this.reserved.contains(number));
	}

}
