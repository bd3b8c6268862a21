package org.camerad.cgi;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads and writes JSON as maps, lists, texts, numbers, truth values and null, with
 * Jackson's streaming parser: an object mapper is 500 more classes, which a device that
 * answers the contract does not need (docs/performance.md). Any thread.
 */
public final class Json {

	private static final int USUAL_LENGTH = 1024;

	private static final JsonFactory FACTORY = JsonFactory.builder().build();

	private Json() {
	}

	/**
	 * Returns the value as compact JSON in UTF-8. A map keeps its order.
	 * @throws IllegalArgumentException for a value of another type, or a key that is no
	 * text
	 */
	public static byte[] bytes(@Nullable Object value) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
		try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
			write(value, json);
		}
		return bytes.toByteArray();
	}

	private static void write(@Nullable Object value, JsonGenerator json) {
		if (value instanceof Map<?, ?> map) {
			json.writeStartObject();
			map.forEach((key, field) -> {
				json.writeName(text(key));
				write(field, json);
			});
			json.writeEndObject();
		}
		else if (value instanceof Iterable<?> items) {
			json.writeStartArray();
			items.forEach((item) -> write(item, json));
			json.writeEndArray();
		}
		else {
			writeScalar(value, json);
		}
	}

	private static void writeScalar(@Nullable Object value, JsonGenerator json) {
		if (value == null) {
			json.writeNull();
		}
		else if (value instanceof Boolean truth) {
			json.writeBoolean(truth);
		}
		else if (value instanceof Integer || value instanceof Long) {
			json.writeNumber(((Number) value).longValue());
		}
		else if (value instanceof Double || value instanceof Float) {
			json.writeNumber(Double.parseDouble(value.toString()));
		}
		else if (value instanceof BigInteger number) {
			json.writeNumber(number);
		}
		else if (value instanceof BigDecimal number) {
			json.writeNumber(number);
		}
		else {
			json.writeString(text(value));
		}
	}

	private static String text(@Nullable Object value) {
		if (value instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException(
				"not a value of JSON: " + ((value != null) ? value.getClass().getName() : "a null key"));
	}

	/**
	 * Returns the value of a document that has exactly one. Of equal keys the last one
	 * counts.
	 * @throws IllegalArgumentException if this is not JSON
	 */
	public static @Nullable Object read(byte[] document) {
		try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), document)) {
			JsonToken first = json.nextToken();
			if (first == null) {
				throw new IllegalArgumentException("not JSON: empty");
			}
			Object value = value(first, json);
			if (json.nextToken() != null) {
				throw new IllegalArgumentException("not JSON: something follows the value");
			}
			return value;
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("not JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	/**
	 * Returns a value of which the parser has read the first token; its depth is bounded.
	 */
	private static @Nullable Object value(JsonToken first, JsonParser json) {
		return switch (first) {
			case START_OBJECT -> object(json);
			case START_ARRAY -> array(json);
			case VALUE_STRING -> json.getString();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NULL -> null;
			default -> throw new IllegalArgumentException("not JSON: " + first);
		};
	}

	private static Map<String, @Nullable Object> object(JsonParser json) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		while (json.nextToken() != JsonToken.END_OBJECT) {
			String name = json.currentName();
			object.put(name, value(json.nextToken(), json));
		}
		return object;
	}

	private static List<@Nullable Object> array(JsonParser json) {
		List<@Nullable Object> array = new ArrayList<>();
		for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
			array.add(value(token, json));
		}
		return array;
	}

}
