package org.camerad.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a JSON object. Whoever has read what they know closes it. */
final class Fields {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final Map<String, JsonNode> left = new TreeMap<>();

	private Fields(JsonNode object) {
		object.properties().forEach((field) -> this.left.put(field.getKey(), field.getValue()));
	}

	/**
	 * Reads a body.
	 * @throws Refusal when it is not one JSON object
	 */
	static Fields parse(byte[] body) {
		try {
			JsonNode read = MAPPER.readTree(body);
			if (read.isObject()) {
				return new Fields(read);
			}
		}
		catch (JacksonException ex) {
			throw new Refusal("body: not JSON: " + ex.getOriginalMessage(), ex);
		}
		throw new Refusal("body: a JSON object is expected");
	}

	/** An answer's body. */
	static byte[] bytes(Map<String, Object> answer) {
		return MAPPER.writeValueAsBytes(answer);
	}

	/** A text. */
	Optional<String> text(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().isString()) {
			throw new Refusal(key + ": a text is expected");
		}
		return node.map(JsonNode::stringValue);
	}

	/** A text or a number, as text. */
	Optional<String> scalar(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().isString() && !node.get().isNumber()) {
			throw new Refusal(key + ": a text or a number is expected");
		}
		return node.map((value) -> value.isNumber() ? value.decimalValue().toPlainString() : value.stringValue());
	}

	/** A whole number. */
	OptionalInt count(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().canConvertToInt()) {
			throw new Refusal(key + ": a whole number is expected");
		}
		return node.isPresent() ? OptionalInt.of(node.get().intValue()) : OptionalInt.empty();
	}

	/** A number. */
	OptionalDouble number(String key) {
		Optional<JsonNode> node = take(key);
		if (node.isPresent() && !node.get().isNumber()) {
			throw new Refusal(key + ": a number is expected");
		}
		return node.isPresent() ? OptionalDouble.of(node.get().doubleValue()) : OptionalDouble.empty();
	}

	/** Refuses what nobody has asked for: a word that was misspelt. */
	void close() {
		if (!this.left.isEmpty()) {
			throw new Refusal(this.left.keySet().iterator().next() + ": there is no such field");
		}
	}

	private Optional<JsonNode> take(String key) {
		return Optional.ofNullable(this.left.remove(key));
	}

}
