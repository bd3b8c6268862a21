package org.camerad.driver.pelcod;

import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

import org.camerad.driver.IntRange;

/**
 * Which number a preset has in the head. Many heads do something else at some numbers: 33
 * turns about, 34 goes to the zero of pan, 92 to 99 set limits, restart, open a menu or
 * scan. Such a number is never sent unless the policy is to send it.
 *
 * @param policy what becomes of a preset with a reserved number
 * @param reserved the head's reserved numbers
 * @param highest the highest number that the head has, 1 to 255
 */
public record PresetNumbers(Policy policy, Set<Integer> reserved, int highest) {

	/** What becomes of a preset with a reserved number. */
	public enum Policy {

		/**
		 * It takes one of the head's highest numbers instead, and the presets of these
		 * numbers are refused. All other presets keep their numbers.
		 */
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

	/**
	 * All of the head's 255 numbers, the usual reserved ones mapped: presets 1 to 245
	 * work.
	 */
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

	/**
	 * The number in the head.
	 * @return empty when the preset is refused
	 */
	public OptionalInt inHead(int preset) {
		if (preset < 1 || preset > this.highest) {
			return OptionalInt.empty();
		}
		return switch (this.policy) {
			case SENT -> OptionalInt.of(preset);
			case REFUSED -> this.reserved.contains(preset) ? OptionalInt.empty() : OptionalInt.of(preset);
			case MAPPED -> mapped(preset);
		};
	}

	/**
	 * The lowest reserved number takes the highest free one, and so on downwards until
	 * the two meet.
	 */
	private OptionalInt mapped(int preset) {
		int substitute = this.highest + 1;
		for (int number : new TreeSet<>(this.reserved)) {
			substitute = freeBelow(substitute);
			if (number >= substitute || number > this.highest) {
				break;
			}
			if (number == preset) {
				return OptionalInt.of(substitute);
			}
			if (substitute == preset) {
				return OptionalInt.empty();
			}
		}
		return this.reserved.contains(preset) ? OptionalInt.empty() : OptionalInt.of(preset);
	}

	private int freeBelow(int number) {
		int free = number - 1;
		while (this.reserved.contains(free)) {
			free--;
		}
		return free;
	}

}
