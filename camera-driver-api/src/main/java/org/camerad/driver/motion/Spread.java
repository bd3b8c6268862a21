package org.camerad.driver.motion;

/** Widens marks along a line of blocks. */
final class Spread {

	private Spread() {
	}

	/**
	 * Marks in the target whatever lies within reach of a mark.
	 * @param marks the marks
	 * @param first the number of the line's first block
	 * @param step from one of its blocks to the next
	 * @param count how many blocks it has
	 * @param reach how far a mark reaches
	 * @param target where the wider marks go
	 */
	static void line(boolean[] marks, int first, int step, int count, int reach, boolean[] target) {
		int distance = reach + 1;
		for (int index = 0; index < count; index++) {
			distance = marks[first + index * step] ? 0 : distance + 1;
			target[first + index * step] = distance <= reach;
		}
		distance = reach + 1;
		for (int index = count - 1; index >= 0; index--) {
			distance = marks[first + index * step] ? 0 : distance + 1;
			target[first + index * step] |= distance <= reach;
		}
	}

}
