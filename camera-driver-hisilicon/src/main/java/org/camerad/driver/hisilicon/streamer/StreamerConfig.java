package org.camerad.driver.hisilicon.streamer;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

	/** Returns the wanted values that differ from the stored ones. */
	Map<String, String> lacking(Map<String, String> wanted) {
		Map<String, String> lacking = new TreeMap<>(wanted);
		lacking.entrySet().removeIf((entry) -> find(entry.getKey()).filter(same(entry.getValue())).isPresent());
		return lacking;
	}

	/** Returns a test for equal values. Numbers are compared by value: 4 equals 4.0. */
	private static java.util.function.Predicate<String> same(String wanted) {
		return (held) -> held.equals(wanted) || sameNumber(held, wanted);
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
