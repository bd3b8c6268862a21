package org.camerad.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.camerad.cgi.Json;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the store's document. Fields that this version does not know are left
 * out. All methods throw an {@link IllegalArgumentException} for a field of a wrong type.
 */
final class StateFormat {

	private StateFormat() {
	}

	/** Puts a state into a document, whose other fields stay. */
	static void write(DeviceState state, Map<String, @Nullable Object> document) {
		document.put("settings", state.settings());
		document.put("users", state.users().stream().map(StateFormat::user).toList());
		document.put("presets", state.presets());
		if (!state.origins().isEmpty() || document.containsKey("origins")) {
			document.put("origins", OriginsFormat.write(state.origins()));
		}
	}

	private static Map<String, @Nullable Object> user(StoredUser user) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("name", user.name());
		fields.put("privilege", user.privilege());
		fields.put("enabled", user.enabled());
		fields.put("passwordHash", user.passwordHash());
		fields.put("digest", user.digest());
		fields.put("token", user.token());
		return fields;
	}

	/** Returns the fields of a document, which must be a JSON object. */
	static Map<String, @Nullable Object> document(byte[] content) {
		Object document = Json.read(content);
		if (document == null) {
			throw new IllegalArgumentException("an object is expected, not null");
		}
		return object(document);
	}

	static DeviceState read(Map<String, @Nullable Object> document) {
		Map<String, Map<String, String>> settings = new LinkedHashMap<>();
		object(document.get("settings")).forEach((group, texts) -> settings.put(group, texts(texts)));
		List<StoredUser> users = items(document.get("users")).stream().map((user) -> user(object(user))).toList();
		TreeSet<Integer> presets = new TreeSet<>();
		items(document.get("presets")).forEach((preset) -> presets.add(Integer.valueOf(text(preset))));
		return new DeviceState(settings, users, presets, OriginsFormat.read(object(document.get("origins"))));
	}

	private static StoredUser user(Map<String, @Nullable Object> fields) {
		return new StoredUser(text(fields.get("name")), text(fields.get("privilege")), truth(fields.get("enabled")),
				text(fields.get("passwordHash")), secret(fields.get("digest")), secret(fields.get("token")));
	}

	private static @Nullable String secret(@Nullable Object value) {
		return (value != null) ? text(value) : null;
	}

	/** Returns the fields of an object, none for null. */
	@SuppressWarnings("unchecked")
	static Map<String, @Nullable Object> object(@Nullable Object value) {
		if (value == null) {
			return Map.of();
		}
		if (value instanceof Map<?, ?> fields) {
			return (Map<String, @Nullable Object>) fields; // the keys of JSON are texts
		}
		throw new IllegalArgumentException("an object is expected, not " + value);
	}

	/** Returns the items of an array, none for null. */
	static List<?> items(@Nullable Object value) {
		if (value == null) {
			return List.of();
		}
		if (value instanceof List<?> items) {
			return items;
		}
		throw new IllegalArgumentException("an array is expected, not " + value);
	}

	/** Returns the texts of an object, none for null. */
	static Map<String, String> texts(@Nullable Object value) {
		Map<String, String> texts = new LinkedHashMap<>();
		object(value).forEach((key, text) -> texts.put(key, text(text)));
		return texts;
	}

	static String text(@Nullable Object value) {
		if (value instanceof String || value instanceof Number || value instanceof Boolean) {
			return value.toString();
		}
		throw new IllegalArgumentException("a text is expected, not " + value);
	}

	/** Returns a truth value, false for null. */
	static boolean truth(@Nullable Object value) {
		if (value == null || value instanceof Boolean) {
			return Boolean.TRUE.equals(value);
		}
		throw new IllegalArgumentException("true or false is expected, not " + value);
	}

}
