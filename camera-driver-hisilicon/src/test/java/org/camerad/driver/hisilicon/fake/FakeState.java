package org.camerad.driver.hisilicon.fake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of the fake streamer: held in memory, saved, and in effect in the
 * pipeline. A write stops at the first refused key; the keys before it stay in memory
 * unsaved.
 */
final class FakeState {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final int OK = 200;

	private static final int BAD = 400;

	private static final int UNKNOWN = 404;

	private final FakeBuild build;

	private final Map<String, String> saved;

	private final Map<String, String> held;

	private final Map<String, String> working;

	/** Values that are accepted but replaced, by {@code key=value}. */
	final Map<String, String> stubborn = new TreeMap<>();

	/** Keys that are refused although the schema allows them. */
	final java.util.Set<String> refused = new java.util.HashSet<>();

	FakeState(FakeBuild build) {
		this.build = build;
		this.saved = build.keys.initial();
		this.held = new TreeMap<>(this.saved);
		this.working = new TreeMap<>(this.saved);
	}

	/** Writes a document of settings and returns the HTTP status. */
	synchronized int write(byte[] body) {
		JsonNode root;
		try {
			root = MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			return BAD;
		}
		int status = root.isObject() ? walk("", root) : BAD;
		return finish(status);
	}

	synchronized int set(String path, String value) {
		return finish(leaf(path, value));
	}

	/** Writes the value of a query: {@code path=value}. */
	int setByQuery(String query) {
		String[] sides = query.split("=", 2);
		return (sides.length == 2) ? set(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8)) : 400;
	}

	/** Resets the keys of a query: {@code key=path&key=path}. */
	int resetByQuery(String query) {
		List<String> paths = Arrays.stream(query.split("&"))
			.filter((pair) -> pair.startsWith("key="))
			.map((pair) -> pair.substring("key=".length()))
			.toList();
		return reset(paths);
	}

	/** Resets keys to their defaults, or removes those without a default. */
	synchronized int reset(java.util.List<String> paths) {
		for (String path : paths) {
			FakeKeys.Key key = this.build.keys.find(path);
			if (key == null) {
				return finish(UNKNOWN);
			}
			if (key.initial() == null || key.initial().isEmpty()) {
				this.held.remove(path);
			}
			else {
				this.held.put(path, key.initial());
			}
		}
		return finish(OK);
	}

	private int finish(int status) {
		if (status == OK) {
			this.saved.clear();
			this.saved.putAll(this.held);
			this.held.forEach((path, value) -> {
				FakeKeys.Key key = this.build.keys.find(path);
				if (key != null && key.isInPlace() && this.build.classified) {
					this.working.put(path, value);
				}
			});
		}
		return status;
	}

	private int walk(String parent, JsonNode object) {
		for (Map.Entry<String, JsonNode> property : object.properties()) {
			String path = parent + property.getKey();
			JsonNode node = property.getValue();
			int status = node.isObject() ? walk(path + ".", node) : leaf(path, node.asString(""));
			if (status != OK) {
				return status;
			}
		}
		return OK;
	}

	private int leaf(String path, String value) {
		FakeKeys.Key key = this.build.keys.find(path);
		if (key == null) {
			return UNKNOWN;
		}
		if (!key.accepts(value) || this.refused.contains(path)) {
			return BAD;
		}
		this.held.put(path, this.stubborn.getOrDefault(path + "=" + value, value));
		return OK;
	}

	/** Rebuilds the pipeline from the settings that are held. */
	synchronized void rebuild() {
		this.working.clear();
		this.working.putAll(this.held);
	}

	/** Restarts with the saved settings only. */
	synchronized void restart() {
		this.held.clear();
		this.held.putAll(this.saved);
		rebuild();
	}

	/** Changes the saved settings, as an operator does who edits the file. */
	synchronized void put(String path, String value) {
		this.saved.put(path, value);
		restart();
	}

	synchronized boolean needsRebuild() {
		return !this.held.equals(this.working);
	}

	synchronized Map<String, String> held() {
		return new TreeMap<>(this.held);
	}

	synchronized @Nullable String working(String path) {
		return this.working.get(path);
	}

	synchronized String working(String path, String otherwise) {
		return this.working.getOrDefault(path, otherwise);
	}

	/** Returns the codec of a stream's encoder. */
	String codec(int stream) {
		return working("video" + stream + ".codec", "h264");
	}

	/** Returns the size of a stream's encoder. */
	String size(int stream) {
		return turned(working("video" + stream + ".size", "1920x1080"));
	}

	/** Returns a size as it is after the rotation. */
	String turned(String size) {
		String[] sides = size.split("x");
		return working("image.rotate", "0").matches("90|270") ? sides[1] + "x" + sides[0] : size;
	}

}
