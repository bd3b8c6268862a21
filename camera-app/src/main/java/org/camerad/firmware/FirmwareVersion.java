package org.camerad.firmware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version: numbers separated by dots, and an optional pre-release part after a hyphen,
 * ordered by the rules of SemVer 2.0.0. Missing numbers are zero: 2.0 is 2.0.0.
 *
 * @param numbers the numbers without trailing zeros
 * @param preRelease the identifiers of the pre-release, empty for a release
 */
record FirmwareVersion(List<Long> numbers, List<String> preRelease) implements Comparable<FirmwareVersion> {

	private static final int MAX_LENGTH = 64;

	private static final Pattern VERSION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9}){0,7})(?:-([0-9A-Za-z.-]+))?");

	private static final Pattern IDENTIFIER = Pattern.compile("0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*");

	/** Returns the version that a text denotes, empty when it is not a version. */
	static Optional<FirmwareVersion> parse(String text) {
		Matcher matcher = VERSION.matcher(text);
		if (text.length() > MAX_LENGTH || !matcher.matches()) {
			return Optional.empty();
		}
		List<String> preRelease = (matcher.group(2) == null) ? List.of() : List.of(matcher.group(2).split("\\.", -1));
		if (!preRelease.stream().allMatch((identifier) -> IDENTIFIER.matcher(identifier).matches())) {
			return Optional.empty();
		}
		return Optional.of(new FirmwareVersion(numbers(matcher.group(1)), preRelease));
	}

	private static List<Long> numbers(String text) {
		List<Long> numbers = new ArrayList<>(Arrays.stream(text.split("\\.")).map(Long::valueOf).toList());
		while (!numbers.isEmpty() && numbers.get(numbers.size() - 1) == 0) {
			numbers.remove(numbers.size() - 1);
		}
		return List.copyOf(numbers);
	}

	@Override
	public int compareTo(FirmwareVersion other) {
		for (int i = 0; i < Math.max(this.numbers.size(), other.numbers.size()); i++) {
			int order = Long.compare(number(i), other.number(i));
			if (order != 0) {
				return order;
			}
		}
		if (this.preRelease.isEmpty() || other.preRelease.isEmpty()) {
			return Boolean.compare(this.preRelease.isEmpty(), other.preRelease.isEmpty());
		}
		return compare(this.preRelease.iterator(), other.preRelease.iterator());
	}

	private long number(int index) {
		return (index < this.numbers.size()) ? this.numbers.get(index) : 0;
	}

	private static int compare(Iterator<String> first, Iterator<String> second) {
		while (first.hasNext() && second.hasNext()) {
			int order = compare(first.next(), second.next());
			if (order != 0) {
				return order;
			}
		}
		return Boolean.compare(first.hasNext(), second.hasNext());
	}

	/** Compares identifiers. Numbers are smaller than words. */
	private static int compare(String first, String second) {
		boolean firstIsNumber = isNumber(first);
		if (firstIsNumber != isNumber(second)) {
			return firstIsNumber ? -1 : 1;
		}
		return (firstIsNumber && first.length() != second.length()) ? Integer.compare(first.length(), second.length())
				: first.compareTo(second);
	}

	private static boolean isNumber(String identifier) {
		return identifier.chars().allMatch((character) -> character >= '0' && character <= '9');
	}

}
