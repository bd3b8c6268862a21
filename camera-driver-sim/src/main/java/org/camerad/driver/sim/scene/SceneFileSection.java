package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * One mapping of a scene file. After reading all known keys, a reader calls
 * {@link #rejectUnknown}.
 */
final class SceneFileSection {

	private static final int MAX_ENTRIES = 1000;

	private final String place;

	private final Map<String, @Nullable Object> unread;

	private SceneFileSection(String place, Map<String, @Nullable Object> unread) {
		this.place = place;
		this.unread = unread;
	}

	static SceneFileSection of(@Nullable Object value, String place) throws IOException {
		if (!(value instanceof Map<?, ?> map)) {
			throw new IOException(place + ": a mapping is expected");
		}
		Map<String, @Nullable Object> values = new TreeMap<>();
		map.forEach((key, entry) -> values.put(String.valueOf(key), entry));
		return new SceneFileSection(place, values);
	}

	/** Returns a number. NaN is invalid. */
	double number(String key, double defaultValue, double min, double max) throws IOException {
		Object value = this.unread.remove(key);
		if (value == null) {
			return defaultValue;
		}
		double number = (value instanceof Number read) ? read.doubleValue() : Double.NaN;
		if (!(number >= min && number <= max)) {
			throw invalid(key, "a number from " + min + " to " + max);
		}
		return number;
	}

	/** Returns a number without a fraction. */
	int integer(String key, int defaultValue, int min, int max) throws IOException {
		double number = number(key, defaultValue, min, max);
		if (number != Math.rint(number)) {
			throw invalid(key, "a whole number from " + min + " to " + max);
		}
		return (int) number;
	}

	String text(String key, String defaultValue) throws IOException {
		Object value = this.unread.remove(key);
		if (value == null) {
			return defaultValue;
		}
		if (value instanceof String text && text.length() <= 255) {
			return text;
		}
		throw invalid(key, "a short text");
	}

	/** Returns a short text, or a number as it is written. */
	String textOrNumber(String key, String defaultValue) throws IOException {
		return (this.unread.get(key) instanceof Number) ? String.valueOf(this.unread.remove(key))
				: text(key, defaultValue);
	}

	boolean flag(String key, boolean defaultValue) throws IOException {
		Object value = this.unread.remove(key);
		if (value == null) {
			return defaultValue;
		}
		if (value instanceof Boolean flag) {
			return flag;
		}
		throw invalid(key, "true or false");
	}

	/** Returns a colour written as {@code "#rrggbb"}. */
	int color(String key, int defaultValue) throws IOException {
		String text = text(key, "");
		if (text.isEmpty()) {
			return defaultValue;
		}
		if (!text.matches("#[0-9a-fA-F]{6}")) {
			throw invalid(key, "a colour such as \"#c8453b\"");
		}
		return Integer.parseInt(text.substring(1), 16);
	}

	<E extends Enum<E>> E oneOf(String key, E defaultValue) throws IOException {
		String text = text(key, defaultValue.name().toLowerCase(Locale.ROOT));
		List<E> choices = List.of(defaultValue.getDeclaringClass().getEnumConstants());
		for (E choice : choices) {
			if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
				return choice;
			}
		}
		throw invalid(key, "one of " + Arrays.toString(choices.toArray()).toLowerCase(Locale.ROOT));
	}

	List<SceneFileSection> sections(String key) throws IOException {
		Object value = this.unread.remove(key);
		if (value == null) {
			return List.of();
		}
		if (!(value instanceof List<?> list) || list.size() > MAX_ENTRIES) {
			throw invalid(key, "a list of at most " + MAX_ENTRIES + " entries");
		}
		List<SceneFileSection> sections = new ArrayList<>();
		for (int i = 0; i < list.size(); i++) {
			sections.add(of(list.get(i), this.place + ": " + key + " " + (i + 1)));
		}
		return sections;
	}

	/**
	 * Checks that all keys were read.
	 * @throws IOException if there is an unknown key, such as a misspelt one
	 */
	void rejectUnknown() throws IOException {
		if (!this.unread.isEmpty()) {
			throw new IOException(this.place + ": unknown key: " + String.join(", ", this.unread.keySet()));
		}
	}

	IOException invalid(String key, String expected) {
		return new IOException(this.place + ": " + key + ": " + expected + " is expected");
	}

}
