package org.camerad.driver.support.properties;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;

/**
 * The values that a property accepts, and their parser. Immutable.
 *
 * @param <T> the type of the values
 * @param expected the accepted values in words that follow "must be", such as {@code
 * a whole number from 1 to 100}
 * @param parser the parser; it receives a text without blanks at its ends
 */
public record PropertyKind<T>(String expected, Parser<T> parser) {

	private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");

	private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m)");

	/** A parser of values. */
	@FunctionalInterface
	public interface Parser<T> {

		/**
		 * Parses a text.
		 * @return the value; empty if the text is not accepted
		 * @throws CameraException REFUSED if the text is not accepted and the message
		 * says more than {@link PropertyKind#expected()}; it must not quote a secret
		 */
		Optional<T> parse(String text) throws CameraException;

	}

	/** Returns the kind for any text. */
	public static PropertyKind<String> text(String expected) {
		return new PropertyKind<>(expected, Optional::of);
	}

	/**
	 * Returns the kind for a text that matches a regular expression completely.
	 * @throws java.util.regex.PatternSyntaxException if the expression is invalid
	 */
	public static PropertyKind<String> matching(String expression, String expected) {
		Pattern pattern = Pattern.compile(expression);
		return new PropertyKind<>(expected, (text) -> Optional.of(text).filter(pattern.asMatchPredicate()));
	}

	/** Returns the kind for an absolute path. */
	public static PropertyKind<Path> absolutePath(String example) {
		return new PropertyKind<>("an absolute path such as " + example,
				(text) -> Optional.of(text).filter((path) -> path.matches("/[^\\x00]*")).map(Path::of));
	}

	/** Returns the kind for {@code true} and {@code false}. */
	public static PropertyKind<Boolean> flag() {
		return words(List.of("true", "false")).map(Boolean::valueOf);
	}

	/** Returns the kind for a whole number in a range, both ends included. */
	public static PropertyKind<Integer> wholeNumber(IntRange range) {
		return new PropertyKind<>("a whole number from " + range.min() + " to " + range.max(),
				(text) -> Optional.of(text)
					.filter(WHOLE_NUMBER.asMatchPredicate())
					.map(Integer::valueOf)
					.filter(range::contains));
	}

	/**
	 * Returns the kind for a time with its unit, such as {@code 500ms}, {@code 2s} or
	 * {@code 1m}, both limits included.
	 */
	public static PropertyKind<Duration> duration(Duration shortest, Duration longest) {
		return new PropertyKind<>("a time from " + written(shortest) + " to " + written(longest) + ", with its unit",
				(text) -> duration(text)
					.filter((time) -> time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0));
	}

	private static Optional<Duration> duration(String text) {
		Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
		if (!matcher.matches()) {
			return Optional.empty();
		}
		long number = Long.parseLong(matcher.group(1));
		return Optional.of(switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(number);
			case "s" -> Duration.ofSeconds(number);
			default -> Duration.ofMinutes(number);
		});
	}

	private static String written(Duration time) {
		if (time.toMillis() % 1000 != 0) {
			return time.toMillis() + "ms";
		}
		return (time.toSeconds() % 60 == 0 && !time.isZero()) ? time.toMinutes() + "m" : time.toSeconds() + "s";
	}

	/**
	 * Returns the kind for one of several words.
	 * @param words at least two words
	 */
	public static PropertyKind<String> words(List<String> words) {
		Map<String, String> meanings = new LinkedHashMap<>();
		words.forEach((word) -> meanings.put(word, word));
		return words(meanings);
	}

	/**
	 * Returns the kind for one of several words with a value each, in the order of the
	 * map.
	 * @param meanings at least two words with their values
	 */
	public static <T> PropertyKind<T> words(Map<String, T> meanings) {
		List<String> words = List.copyOf(meanings.keySet());
		String allButLast = String.join(", ", words.subList(0, words.size() - 1));
		return new PropertyKind<>(allButLast + " or " + words.get(words.size() - 1),
				(text) -> Optional.ofNullable(meanings.get(text)));
	}

	/**
	 * Returns the kind for the constants of an enum, in lower case with dashes for
	 * underscores.
	 */
	public static <E extends Enum<E>> PropertyKind<E> words(Class<E> type) {
		Map<String, E> meanings = new LinkedHashMap<>();
		Arrays.stream(type.getEnumConstants()).forEach((constant) -> meanings.put(word(constant), constant));
		return words(meanings);
	}

	/** Returns the word of a constant: lower case, with dashes for underscores. */
	public static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Returns this kind with capital letters accepted as well. */
	public PropertyKind<T> ignoringCase() {
		return new PropertyKind<>(this.expected, (text) -> this.parser.parse(text.toLowerCase(Locale.ROOT)));
	}

	/** Returns a kind that accepts the same texts and converts the values. */
	public <R> PropertyKind<R> map(Function<? super T, ? extends R> function) {
		return new PropertyKind<>(this.expected, (text) -> this.parser.parse(text).map(function));
	}

}
