package org.camerad.driver.hisilicon.streamer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import tools.jackson.databind.JsonNode;

/**
 * The keys that the streamer's build and chip offer, from {@code config.schema.json}. A
 * key that is absent or contradicts itself is a setting that this camera does not have.
 * Immutable.
 */
public final class ConfigSchema {

	private final Map<String, SchemaKey> keys;

	private final List<String> unusable;

	private ConfigSchema(Map<String, SchemaKey> keys, List<String> unusable) {
		this.keys = Map.copyOf(keys);
		this.unusable = List.copyOf(unusable);
	}

	/**
	 * Parses a schema.
	 * @throws CameraException UNAVAILABLE if the response is not a schema
	 */
	static ConfigSchema parse(StreamerResponse response) throws CameraException {
		JsonNode properties = Json.object(response, "config.schema.json").path("properties");
		if (!properties.isObject() || properties.isEmpty()) {
			throw CameraException.unavailable("the streamer's config.schema.json has no properties");
		}
		Map<String, SchemaKey> keys = new TreeMap<>();
		List<String> unusable = new ArrayList<>();
		collect("", properties, keys, unusable);
		return new ConfigSchema(keys, unusable);
	}

	private static void collect(String parent, JsonNode properties, Map<String, SchemaKey> keys,
			List<String> unusable) {
		properties.properties().forEach((property) -> {
			String path = parent + property.getKey();
			JsonNode node = property.getValue();
			if (node.path("properties").isObject()) {
				collect(path + ".", node.path("properties"), keys, unusable);
			}
			else if (isUsable(node)) {
				keys.put(path, key(path, node));
			}
			else {
				unusable.add(path);
			}
		});
	}

	private static boolean isUsable(JsonNode node) {
		JsonNode min = node.path("minimum");
		JsonNode max = node.path("maximum");
		boolean ordered = !min.isNumber() || !max.isNumber() || min.asDouble() <= max.asDouble();
		JsonNode options = node.path("enum");
		return node.isObject() && ordered && (options.isMissingNode() || (options.isArray() && !options.isEmpty()));
	}

	private static SchemaKey key(String path, JsonNode node) {
		List<String> options = node.path("enum").valueStream().map((option) -> option.asString("")).toList();
		JsonNode min = node.path("minimum");
		JsonNode max = node.path("maximum");
		Optional<IntRange> range = (min.isInt() && max.isInt()) ? Optional.of(new IntRange(min.asInt(), max.asInt()))
				: Optional.empty();
		return new SchemaKey(path, node.path("type").asString(""), options, range, node);
	}

	Optional<SchemaKey> key(String path) {
		return Optional.ofNullable(this.keys.get(path));
	}

	boolean has(String path) {
		return this.keys.containsKey(path);
	}

	boolean hasSection(String section) {
		return this.keys.keySet().stream().anyMatch((path) -> path.startsWith(section + "."));
	}

	/** Returns whether the schema tells which keys need a rebuild of the pipeline. */
	boolean isClassified() {
		return this.keys.values().stream().anyMatch((key) -> key.node().has("x-reload"));
	}

	/**
	 * Returns whether a change of these keys takes effect by a rebuild of the pipeline.
	 */
	boolean rebuilds(Collection<String> paths) {
		return paths.stream()
			.flatMap((path) -> key(path).stream())
			.anyMatch((key) -> key.reload() == SchemaKey.ReloadScope.PIPELINE);
	}

	/** Returns the values that a key lists; empty if it lists none or does not exist. */
	List<String> options(String path) {
		return key(path).map(SchemaKey::options).orElse(List.of());
	}

	/** Returns the keys whose description contradicts itself. */
	List<String> unusable() {
		return this.unusable;
	}

	/** Returns whether another schema offers the same keys and values. */
	boolean offersSameAs(ConfigSchema other) {
		return this.keys.equals(other.keys);
	}

	/** Returns the keys whose values in the configuration violate this schema. */
	List<String> violations(StreamerConfig config) {
		return this.keys.values()
			.stream()
			.filter((key) -> config.find(key.path()).filter((value) -> !key.mayHold(value)).isPresent())
			.map(SchemaKey::path)
			.sorted()
			.toList();
	}

}
