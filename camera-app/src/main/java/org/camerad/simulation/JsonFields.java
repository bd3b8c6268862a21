package org.camerad.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a JSON object. After reading the fields it knows, the caller calls
 * {@link #requireAllRead}.
 */
public final class JsonFields {

	/** The limit of the body of a request. */
	static final int MAX_BODY_BYTES = 64 * 1024;

	/** Long numbers are read, because a message can then name their field. */
	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(MAX_BODY_BYTES).build())
			.build())
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private static final long MAX_NUMBER = 1_000_000_000_000L;

	private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");

	private static final Duration MAX_DURATION = Duration.ofDays(3650);

	private final Map<String, JsonNode> unread = new TreeMap<>();

	private JsonFields(JsonNode object) {
		object.properties().forEach((field) -> this.unread.put(field.getKey(), field.getValue()));
	}

	/**
	 * Parses the body of a request.
	 * @throws RejectedRequestException if the body is not exactly one JSON object
	 */
	static JsonFields parse(byte[] body) {
		return new JsonFields(object(body));
	}

	/**
	 * Parses the body of a request.
	 * @throws RejectedRequestException if the body is not exactly one JSON object
	 */
	public static JsonNode object(byte[] body) {
		try {
			JsonNode read = MAPPER.readTree(body);
			if (read.isObject()) {
				return read;
			}
		}
		catch (JacksonException ex) {
			throw new RejectedRequestException("body: not JSON" + location(ex.getLocation()), ex);
		}
		throw new RejectedRequestException("body: a JSON object is expected");
	}

	private static String location(@Nullable TokenStreamLocation at) {
		return (at == null) ? "" : " from line " + at.getLineNr() + ", column " + at.getColumnNr() + " on";
	}

	/** Returns fields as the body of a response. */
	static byte[] bytes(Map<String, Object> fields) {
		return MAPPER.writeValueAsBytes(fields);
	}

	/**
	 * Reads a text.
	 * @throws RejectedRequestException if the field is not a text
	 */
	Optional<String> text(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().isString()) {
			throw new RejectedRequestException(key + ": a text is expected");
		}
		return node.map(JsonNode::stringValue);
	}

	/**
	 * Reads a text or a number, as text.
	 * @throws RejectedRequestException if the field is neither
	 */
	Optional<String> scalar(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().isString() && !node.get().isNumber()) {
			throw new RejectedRequestException(key + ": a text or a number is expected");
		}
		return node.map((value) -> value.isNumber() ? number(key, value) : value.stringValue());
	}

	/**
	 * Returns a number in plain notation. Numbers that need an exponent are neither times
	 * nor probabilities.
	 */
	private static String number(String key, JsonNode value) {
		return BigDecimal.valueOf(doubleValue(key, value)).stripTrailingZeros().toPlainString();
	}

	private static double doubleValue(String key, JsonNode value) {
		// Jackson's doubleValue() fails for whole numbers that no double can hold.
		double number = value.isBigInteger() ? value.bigIntegerValue().doubleValue() : value.doubleValue();
		if (Double.isFinite(number) && Math.abs(number) < MAX_NUMBER) {
			return number;
		}
		throw new RejectedRequestException(key + ": a number of at most " + MAX_NUMBER + " is expected");
	}

	/**
	 * Reads a duration: seconds, or a text such as {@code 500ms}. It may be negative.
	 * @throws RejectedRequestException if the field is no duration of at most 3650 days
	 */
	Optional<Duration> time(String key) {
		return scalar(key).map((text) -> time(key, text));
	}

	private static Duration time(String key, String text) {
		try {
			Duration time = SECONDS.matcher(text).matches()
					? Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue())
					: DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
			if (time.abs().compareTo(MAX_DURATION) <= 0) {
				return time;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new RejectedRequestException(key + ": seconds, or a time such as 500ms, 2s or 10m, are expected", ex);
		}
		throw new RejectedRequestException(key + ": at most " + MAX_DURATION.toDays() + " days are expected");
	}

	/**
	 * Reads an integer.
	 * @throws RejectedRequestException if the field is no 32-bit integer
	 */
	OptionalInt count(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().canConvertToInt()) {
			throw new RejectedRequestException(key + ": a whole number is expected");
		}
		return node.isPresent() ? OptionalInt.of(node.get().intValue()) : OptionalInt.empty();
	}

	/**
	 * Reads a number.
	 * @throws RejectedRequestException if the field is no number
	 */
	OptionalDouble number(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().isNumber()) {
			throw new RejectedRequestException(key + ": a number is expected");
		}
		return node.isPresent() ? OptionalDouble.of(doubleValue(key, node.get())) : OptionalDouble.empty();
	}

	/**
	 * Rejects unknown fields, which are misspelled ones.
	 * @throws RejectedRequestException if the object has a field that was not read
	 */
	void requireAllRead() {
		if (!this.unread.isEmpty()) {
			throw new RejectedRequestException(this.unread.keySet().iterator().next() + ": there is no such field");
		}
	}

	private Optional<JsonNode> take(String key) {
		return Optional.ofNullable(this.unread.remove(key));
	}

}
