package org.camerad.driver.support.pelcod;

import java.util.Set;

import org.camerad.driver.IntRange;

/**
 * Which numbers presets may have in the head. Many heads do something else at some
 * numbers: 33 turns about, 34 goes to the zero of pan, 92 to 99 set limits, restart, open
 * a menu or scan. Such a number is never sent unless the policy is to send it.
 *
 * @param policy what becomes of a preset with a reserved number
 * @param reserved the head's reserved numbers
 * @param highest the highest number that the head has, 1 to 255
 */
public record PresetNumbers(Policy policy, Set<Integer> reserved, int highest) {

	/** What becomes of a preset with a reserved number. */
	public enum Policy {

		/** It takes another number in the head, see {@link PresetTable}. */
		MAPPED,

		/** It is refused. */
		REFUSED,

		/** It is sent as it is, with whatever the head does then. */
		SENT

	}

	// Before USUAL, whose constructor asks for it.
	private static final IntRange NUMBERS = new IntRange(1, 255);

	/** The numbers that many heads reserve. */
	public static final Set<Integer> RESERVED = Set.of(33, 34, 92, 93, 94, 95, 96, 97, 98, 99);

	/** All of the head's 255 numbers but the usual reserved ones, which are mapped. */
	public static final PresetNumbers USUAL = new PresetNumbers(Policy.MAPPED, RESERVED, 255);

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

	/** Whether a number of the head's may hold a preset. */
	public boolean isUsable(int number) {
		return number >= 1 && number <= this.highest && (this.policy == Policy.SENT || !this.reserved.contains(number));
	}

}
