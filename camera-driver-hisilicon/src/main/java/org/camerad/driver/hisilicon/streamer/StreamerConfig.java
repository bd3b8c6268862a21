package org.camerad.driver.hisilicon.streamer;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.camerad.driver.CameraException;
import tools.jackson.databind.JsonNode;

/**
 * The settings that the streamer holds, from {@code config.json}. Keys are dotted paths
 * and values are text. Immutable.
 */
final class StreamerConfig {

	private final Map<String, String> values;

	private StreamerConfig(Map<String, String> values) {
		this.values = values;
	}

	/**
	 * Parses a configuration.
	 * @throws CameraException UNAVAILABLE if the response is not a JSON object
	 */
	static StreamerConfig parse(StreamerResponse response) throws CameraException {
		Map<String, String> values = new TreeMap<>();
		collect("", Json.object(response, "config.json"), values);
		return new StreamerConfig(values);
	}

	private static void collect(String parent, JsonNode object, Map<String, String> values) {
		object.properties().forEach((property) -> {
			String path = parent + property.getKey();
			JsonNode node = property.getValue();
			if (node.isObject()) {
				collect(path + ".", node, values);
			}
			else if (!node.isNull()) {
				values.put(path, text(node));
			}
		});
	}

	private static String text(JsonNode node) {
		return node.isArray()
				? node.valueStream().map((element) -> element.asString("")).collect(Collectors.joining(","))
				: node.asString("");
	}

	Optional<String> find(String path) {
		return Optional.ofNullable(this.values.get(path));
	}

	/** Returns this configuration with some values replaced. */
	StreamerConfig with(Map<String, String> changes) {
		Map<String, String> changed = new TreeMap<>(this.values);
		changed.putAll(changes);
		return new StreamerConfig(changed);
	}

	/** Returns the keys whose values differ in another configuration. */
	Set<String> differing(StreamerConfig other) {
		Set<String> keys = new TreeSet<>(this.values.keySet());
		keys.addAll(other.values.keySet());
		keys.removeIf((key) -> {
			Optional<String> mine = find(key);
			Optional<String> theirs = other.find(key);
			return mine.isPresent() && theirs.isPresent() && isSame(mine.get(), theirs.get());
		});
		return keys;
	}

	/** Returns whether two values are equal. Numbers are compared by value. */
	static boolean isSame(String held, String wanted) {
		return held.equals(wanted) || sameNumber(held, wanted);
	}

	/** Returns the wanted values that differ from the stored ones. */
	Map<String, String> lacking(Map<String, String> wanted) {
		Map<String, String> lacking = new TreeMap<>(wanted);
		lacking.entrySet()
			.removeIf((entry) -> find(entry.getKey()).filter((held) -> isSame(held, entry.getValue())).isPresent());
		return lacking;
	}

	private static boolean sameNumber(String held, String wanted) {
		try {
			return Math.abs(Double.parseDouble(held) - Double.parseDouble(wanted)) < 1e-6;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

}
