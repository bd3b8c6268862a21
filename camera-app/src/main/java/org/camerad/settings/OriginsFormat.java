package org.camerad.settings;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.camerad.driver.Setting;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of {@link Origin origins} in the store. A setting that this version does not
 * know, because a newer version wrote it, is left out.
 */
final class OriginsFormat {

	private OriginsFormat() {
	}

	static JsonNode write(JsonMapper json, Map<String, Origin> origins) {
		ObjectNode root = json.createObjectNode();
		origins.forEach((group, origin) -> {
			ObjectNode node = root.putObject(group);
			node.set("found", json.valueToTree(new TreeMap<>(origin.found())));
			node.set("foundOwn", json.valueToTree(new TreeMap<>(origin.foundOwn())));
			node.set("own", json.valueToTree(new TreeMap<>(origin.own())));
			node.set("requested", json.valueToTree(origin.requested().stream().sorted().toList()));
			node.put("unapplied", origin.unapplied());
		});
		return root;
	}

	static Map<String, Origin> read(JsonNode root) {
		Map<String, Origin> origins = new LinkedHashMap<>();
		root.properties().forEach((group) -> origins.put(group.getKey(), origin(group.getValue())));
		return origins;
	}

	private static Origin origin(JsonNode node) {
		Map<String, String> found = new LinkedHashMap<>();
		node.path("found").properties().forEach((text) -> found.put(text.getKey(), text.getValue().asString()));
		Set<Setting> requested = EnumSet.noneOf(Setting.class);
		node.path("requested")
			.valueStream()
			.flatMap((name) -> setting(name.asString()).stream())
			.forEach(requested::add);
		return new Origin(found, texts(node.path("foundOwn")), texts(node.path("own")), requested,
				node.path("unapplied").asBoolean(false));
	}

	private static Map<Setting, String> texts(JsonNode node) {
		Map<Setting, String> texts = new EnumMap<>(Setting.class);
		node.properties()
			.forEach((text) -> setting(text.getKey())
				.ifPresent((setting) -> texts.put(setting, text.getValue().asString())));
		return texts;
	}

	private static Optional<Setting> setting(String name) {
		return Stream.of(Setting.values()).filter((setting) -> setting.name().equals(name)).findFirst();
	}

}
