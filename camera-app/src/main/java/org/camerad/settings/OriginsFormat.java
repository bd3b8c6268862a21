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
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@link Origin origins} in the store. A setting that this version does not
 * know, because a newer version wrote it, is left out.
 */
final class OriginsFormat {

	private OriginsFormat() {
	}

	static Map<String, Object> write(Map<String, Origin> origins) {
		Map<String, Object> root = new LinkedHashMap<>();
		origins.forEach((group, origin) -> {
			Map<String, Object> fields = new LinkedHashMap<>();
			fields.put("found", new TreeMap<>(origin.found()));
			fields.put("foundOwn", byName(origin.foundOwn()));
			fields.put("own", byName(origin.own()));
			fields.put("requested", origin.requested().stream().sorted().map(Setting::name).toList());
			fields.put("unapplied", origin.unapplied());
			root.put(group, fields);
		});
		return root;
	}

	private static Map<String, String> byName(Map<Setting, String> texts) {
		Map<String, String> named = new LinkedHashMap<>();
		new TreeMap<>(texts).forEach((setting, text) -> named.put(setting.name(), text));
		return named;
	}

	static Map<String, Origin> read(Map<String, @Nullable Object> root) {
		Map<String, Origin> origins = new LinkedHashMap<>();
		root.forEach((group, fields) -> origins.put(group, origin(StateFormat.object(fields))));
		return origins;
	}

	private static Origin origin(Map<String, @Nullable Object> fields) {
		Set<Setting> requested = EnumSet.noneOf(Setting.class);
		StateFormat.items(fields.get("requested"))
			.forEach((name) -> setting(StateFormat.text(name)).ifPresent(requested::add));
		return new Origin(StateFormat.texts(fields.get("found")), texts(fields.get("foundOwn")),
				texts(fields.get("own")), requested, StateFormat.truth(fields.get("unapplied")));
	}

	private static Map<Setting, String> texts(@Nullable Object value) {
		Map<Setting, String> texts = new EnumMap<>(Setting.class);
		StateFormat.texts(value)
			.forEach((name, text) -> setting(name).ifPresent((setting) -> texts.put(setting, text)));
		return texts;
	}

	private static Optional<Setting> setting(String name) {
		return Stream.of(Setting.values()).filter((setting) -> setting.name().equals(name)).findFirst();
	}

}
