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
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a JSON object. Whoever has read what they know closes it. */
final class JsonFields {

	private static final JsonMapper MAPPER = JsonMapper.builder()
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
	 * Reads a body.
	 * @throws Refusal when it is not one JSON object
	 */
	static JsonFields parse(byte[] body) {
		try {
			JsonNode read = MAPPER.readTree(body);
			if (read.isObject()) {
				return new JsonFields(read);
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

	/** An answer's body. */
	static byte[] bytes(Map<String, Object> fields) {
		return MAPPER.writeValueAsBytes(fields);
	}

	/** A text. */
	Optional<String> text(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().isString()) {
			throw new RejectedRequestException(key + ": a text is expected");
		}
		return node.map(JsonNode::stringValue);
	}

	/** A text or a number, as text. */
	Optional<String> scalar(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().isString() && !node.get().isNumber()) {
			throw new RejectedRequestException(key + ": a text or a number is expected");
		}
		return node.map((value) -> value.isNumber() ? number(key, value) : value.stringValue());
	}

	/** What cannot be written out in a few digits is no time and no share. */
	private static String number(String key, JsonNode value) {
		double number = value.doubleValue();
		if (Double.isFinite(number) && Math.abs(number) < MAX_NUMBER) {
			return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
		}
		throw new RejectedRequestException(key + ": a number of at most " + MAX_NUMBER + " is expected");
	}

	/** A time: seconds, or a text such as {@code 500ms}. It may be below zero. */
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

	/** A whole number. */
	OptionalInt count(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().canConvertToInt()) {
			throw new RejectedRequestException(key + ": a whole number is expected");
		}
		return node.isPresent() ? OptionalInt.of(node.get().intValue()) : OptionalInt.empty();
	}

	/** A number. */
	OptionalDouble number(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().isNumber()) {
			throw new RejectedRequestException(key + ": a number is expected");
		}
		return node.isPresent() ? OptionalDouble.of(node.get().doubleValue()) : OptionalDouble.empty();
	}

	/** Refuses what nobody has asked for: a word that was misspelt. */
	void requireAllRead() {
		if (!this.unread.isEmpty()) {
			throw new RejectedRequestException(this.unread.keySet().iterator().next() + ": there is no such field");
		}
	}

	private Optional<JsonNode> take(String key) {
		return Optional.ofNullable(this.unread.remove(key));
	}

}
