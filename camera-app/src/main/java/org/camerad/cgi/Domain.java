package org.camerad.cgi;

import java.util.Arrays;
import java.util.List;

import org.camerad.driver.IntRange;

/** The texts that a parameter accepts, for descriptions of interfaces. Immutable. */
public sealed interface Domain {

	/** Any text. */
	Domain ANY = new Text("", 0);

	/**
	 * A few texts.
	 *
	 * @param values the texts, in the order in which they are described
	 */
	record Options(List<String> values) implements Domain {
	}

	/**
	 * Numbers in ranges.
	 *
	 * @param ranges the ranges, in ascending order; at least one
	 */
	record Ranges(List<IntRange> ranges) implements Domain {

		/** Returns the range from the smallest to the greatest number. */
		public IntRange overall() {
			return new IntRange(this.ranges.get(0).min(), this.ranges.get(this.ranges.size() - 1).max());
		}

	}

	/**
	 * Texts of a form.
	 *
	 * @param pattern a regular expression of ECMAScript, empty for none
	 * @param maxLength the greatest number of characters, 0 for no limit
	 */
	record Text(String pattern, int maxLength) implements Domain {
	}

	/** Returns a domain of a few texts. */
	static Domain options(List<String> values) {
		return new Options(List.copyOf(values));
	}

	/** Returns a domain of a few numbers. */
	static Domain options(int... values) {
		return new Options(Arrays.stream(values).mapToObj(String::valueOf).toList());
	}

	/** Returns a domain of numbers in ranges. */
	static Domain ranges(IntRange... ranges) {
		return new Ranges(List.of(ranges));
	}

	/** Returns a domain of texts that match a pattern. */
	static Domain pattern(String pattern) {
		return new Text(pattern, 0);
	}

	/** Returns a domain of texts up to a length in characters. */
	static Domain length(int max) {
		return new Text("", max);
	}

	/** Returns the range from the smallest to the greatest number of some ranges. */
	static Domain spanning(List<IntRange> ranges) {
		return ranges.isEmpty() ? ANY : ranges(new IntRange(ranges.stream().mapToInt(IntRange::min).min().orElseThrow(),
				ranges.stream().mapToInt(IntRange::max).max().orElseThrow()));
	}

}
