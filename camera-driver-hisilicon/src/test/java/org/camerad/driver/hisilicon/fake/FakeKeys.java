package org.camerad.driver.hisilicon.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The keys of the fake streamer and the schema that it publishes. */
final class FakeKeys {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Pattern RANGE = Pattern.compile("(-?[0-9]+)\\.\\.(-?[0-9]+)");

	/** The properties of a key. */
	record Key(String type, @Nullable Integer min, @Nullable Integer max, List<String> options,
			@Nullable String initial, String reload, Map<String, String> extensions) {

		boolean accepts(String value) {
			return switch (this.type) {
				case "boolean" -> value.equals("true") || value.equals("false");
				case "integer" -> isNumber(value);
				default -> this.options.isEmpty() || this.options.contains(value);
			};
		}

		private boolean isNumber(String value) {
			if (!value.matches("-?[0-9]{1,9}")) {
				return false;
			}
			int number = Integer.parseInt(value);
			return (this.min == null || number >= this.min) && (this.max == null || number <= this.max);
		}

		boolean isInPlace() {
			return !this.reload.isEmpty();
		}

	}

	private final Map<String, Key> keys = new TreeMap<>();

	static FakeKeys read(String name) {
		FakeKeys keys = new FakeKeys();
		try (InputStream stream = FakeKeys.class.getResourceAsStream("/majestic/" + name + ".keys")) {
			new String(java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.forEach(keys::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return keys;
	}

	/** Adds or replaces a key, in the format of the key file. */
	void add(String line) {
		String[] words = line.split(" ");
		Integer min = null;
		Integer max = null;
		List<String> options = List.of();
		String initial = null;
		String reload = "";
		Map<String, String> extensions = new TreeMap<>();
		for (String word : List.of(words).subList(2, words.length)) {
			Matcher range = RANGE.matcher(word);
			if (range.matches()) {
				min = Integer.valueOf(range.group(1));
				max = Integer.valueOf(range.group(2));
			}
			else if (word.startsWith("{")) {
				options = List.of(word.substring(1, word.length() - 1).split(",", -1));
			}
			else if (word.startsWith("=")) {
				initial = word.substring(1).replace('_', ' ');
			}
			else if (word.startsWith("x-")) {
				extensions.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
			}
			else {
				reload = word;
			}
		}
		this.keys.put(words[0], new Key(words[1], min, max, options, initial, reload, extensions));
	}

	void remove(String prefix) {
		this.keys.keySet().removeIf((path) -> path.equals(prefix) || path.startsWith(prefix + "."));
	}

	@Nullable Key find(String path) {
		return this.keys.get(path);
	}

	/** Returns the initial values of this build. */
	Map<String, String> initial() {
		Map<String, String> initial = new TreeMap<>();
		this.keys.forEach((path, key) -> {
			if (key.initial() != null && !key.initial().isEmpty()) {
				initial.put(path, key.initial());
			}
		});
		return initial;
	}

	/**
	 * Returns the schema as JSON.
	 * @param classified whether the schema has the effect of a change
	 */
	String schema(boolean classified) {
		ObjectNode root = MAPPER.createObjectNode().put("type", "object");
		this.keys.forEach((path, key) -> {
			ObjectNode node = root;
			for (String name : path.split("\\.")) {
				node = node.withObjectProperty("properties").withObjectProperty(name);
			}
			describe(node, key, classified);
		});
		return root.toString();
	}

	private static void describe(ObjectNode node, Key key, boolean classified) {
		if (!key.type().equals("-")) {
			node.put("type", key.type());
		}
		if (key.min() != null) {
			node.put("minimum", key.min()).put("maximum", key.max());
		}
		if (!key.options().isEmpty()) {
			key.options().forEach(node.putArray("enum")::add);
		}
		if (key.initial() != null) {
			typed(node, "default", key.type(), key.initial());
		}
		key.extensions().forEach((name, value) -> {
			if (value.startsWith("[")) {
				node.set(name, MAPPER.readTree(value));
			}
			else {
				node.put(name, value);
			}
		});
		if (classified && key.isInPlace()) {
			node.put("x-reload", key.reload());
			if (key.reload().equals("live")) {
				node.put("x-live", true);
			}
		}
	}

	/** Puts a value in the JSON type of its key. */
	static void typed(ObjectNode node, String name, String type, String value) {
		if (type.equals("boolean") && value.matches("true|false")) {
			node.put(name, Boolean.parseBoolean(value));
		}
		else if (type.equals("integer") && value.matches("-?[0-9]{1,9}")) {
			node.put(name, Integer.parseInt(value));
		}
		else {
			node.put(name, value);
		}
	}

	/** Returns values as the JSON of a streamer that holds them. */
	String config(Map<String, String> values) {
		ObjectNode root = MAPPER.createObjectNode();
		values.forEach((path, value) -> {
			ObjectNode node = root;
			String[] names = path.split("\\.");
			for (int i = 0; i < names.length - 1; i++) {
				node = node.withObjectProperty(names[i]);
			}
			Key key = find(path);
			typed(node, names[names.length - 1], (key != null) ? key.type() : "", value);
		});
		return root.toString();
	}

}
