package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** One mapping of a scene file. Whoever has read what they know closes it. */
final class SceneFileSection {

	private static final int MOST = 1000;

	private final String place;

	private final Map<String, @Nullable Object> left;

	private SceneFileSection(String place, Map<String, @Nullable Object> left) {
		this.place = place;
		this.left = left;
	}

	static SceneFileSection of(@Nullable Object value, String place) throws IOException {
		if (!(value instanceof Map<?, ?> map)) {
			throw new IOException(place + ": a mapping is expected");
		}
		Map<String, @Nullable Object> values = new TreeMap<>();
		map.forEach((key, entry) -> values.put(String.valueOf(key), entry));
		return new SceneFileSection(place, values);
	}

	/** A number, NaN being none. */
	double number(String key, double absent, double min, double max) throws IOException {
		Object value = this.left.remove(key);
		if (value == null) {
			return absent;
		}
		double number = (value instanceof Number read) ? read.doubleValue() : Double.NaN;
		if (!(number >= min && number <= max)) {
			throw wrong(key, "a number from " + min + " to " + max);
		}
		return number;
	}

	/** A number without a fraction. */
	int whole(String key, int absent, int min, int max) throws IOException {
		double number = number(key, absent, min, max);
		if (number != Math.rint(number)) {
			throw wrong(key, "a whole number from " + min + " to " + max);
		}
		return (int) number;
	}

	String text(String key, String absent) throws IOException {
		Object value = this.left.remove(key);
		if (value == null) {
			return absent;
		}
		if (value instanceof String text && text.length() <= 255) {
			return text;
		}
		throw wrong(key, "a short text");
	}

	/** A short text, or a number as it is written. */
	String word(String key, String absent) throws IOException {
		return (this.left.get(key) instanceof Number) ? String.valueOf(this.left.remove(key)) : text(key, absent);
	}

	boolean flag(String key, boolean absent) throws IOException {
		Object value = this.left.remove(key);
		if (value == null) {
			return absent;
		}
		if (value instanceof Boolean flag) {
			return flag;
		}
		throw wrong(key, "true or false");
	}

	/** A colour written as {@code "#rrggbb"}. */
	int color(String key, int absent) throws IOException {
		String text = text(key, "");
		if (text.isEmpty()) {
			return absent;
		}
		if (!text.matches("#[0-9a-fA-F]{6}")) {
			throw wrong(key, "a colour such as \"#c8453b\"");
		}
		return Integer.parseInt(text.substring(1), 16);
	}

	<E extends Enum<E>> E oneOf(String key, E absent) throws IOException {
		String text = text(key, absent.name().toLowerCase(Locale.ROOT));
		List<E> choices = List.of(absent.getDeclaringClass().getEnumConstants());
		for (E choice : choices) {
			if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
				return choice;
			}
		}
		throw wrong(key, "one of " + Arrays.toString(choices.toArray()).toLowerCase(Locale.ROOT));
	}

	List<SceneFileSection> sections(String key) throws IOException {
		Object value = this.left.remove(key);
		if (value == null) {
			return List.of();
		}
		if (!(value instanceof List<?> list) || list.size() > MOST) {
			throw wrong(key, "a list of at most " + MOST);
		}
		List<SceneFileSection> sections = new ArrayList<>();
		for (int i = 0; i < list.size(); i++) {
			sections.add(of(list.get(i), this.place + ": " + key + " " + (i + 1)));
		}
		return sections;
	}

	/** Tells of what nobody has asked for: a word that was misspelt. */
	void close() throws IOException {
		if (!this.left.isEmpty()) {
			throw new IOException(this.place + ": unknown: " + String.join(", ", this.left.keySet()));
		}
	}

	IOException wrong(String key, String expected) {
		return new IOException(this.place + ": " + key + ": " + expected + " is expected");
	}

}
