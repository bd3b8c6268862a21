package org.camerad.driver.support.properties;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** A search for the name that was probably meant by an unknown one. */
public final class NearestName {

	private NearestName() {
	}

	/**
	 * Returns the known name with the fewest typing mistakes.
	 * @param unknown the unknown name
	 * @param known the known names
	 * @return the name; empty if at least a third of the unknown name would be mistakes
	 * and no known name ends with the same word
	 */
	public static Optional<String> of(String unknown, Collection<String> known) {
		int bound = Math.max(2, (unknown.length() - 1) / 3);
		return known.stream()
			.filter((name) -> distance(unknown, name) <= bound || lastWord(name).equals(lastWord(unknown)))
			.min(Comparator.comparingInt((String name) -> distance(unknown, name))
				.thenComparing(Comparator.naturalOrder()));
	}

	private static String lastWord(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

	/**
	 * Returns the minimum number of insertions, deletions, replacements and swaps of
	 * adjacent characters (optimal string alignment).
	 */
	private static int distance(String from, String to) {
		int[][] mistakes = new int[from.length() + 1][to.length() + 1];
		for (int i = 0; i <= from.length(); i++) {
			for (int j = 0; j <= to.length(); j++) {
				mistakes[i][j] = (i == 0 || j == 0) ? i + j : mistakes(mistakes, from, to, i, j);
			}
		}
		return mistakes[from.length()][to.length()];
	}

	private static int mistakes(int[][] mistakes, String from, String to, int i, int j) {
		boolean same = from.charAt(i - 1) == to.charAt(j - 1);
		int least = Math.min(mistakes[i - 1][j - 1] + (same ? 0 : 1),
				Math.min(mistakes[i - 1][j], mistakes[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
				&& from.charAt(i - 2) == to.charAt(j - 1);
		return swapped ? Math.min(least, mistakes[i - 2][j - 2] + 1) : least;
	}

}
