package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reader of scene files: YAML with plain values only. Unknown keys and values out of
 * range are errors that name the file and the place, so a scene is never applied partly.
 */
final class SceneFile {

	private static final int MAX_BYTES = 256 * 1024;

	private static final int SECONDS_PER_DAY = 86400;

	private SceneFile() {
	}

	static Scene read(Path file, long seed) throws IOException {
		byte[] bytes;
		try (InputStream in = Files.newInputStream(file)) {
			bytes = in.readNBytes(MAX_BYTES + 1);
		}
		catch (IOException ex) {
			throw new IOException(file + ": cannot be read: " + ex, ex);
		}
		if (bytes.length > MAX_BYTES) {
			throw new IOException(file + ": larger than " + MAX_BYTES + " bytes");
		}
		return parse(new String(bytes, StandardCharsets.UTF_8), file, seed);
	}

	static Scene parse(String text, Path file, long seed) throws IOException {
		Object loaded = load(text, file);
		try {
			return scene(SceneFileSection.of(loaded, file.toString()), file, seed);
		}
		catch (IllegalArgumentException ex) {
			throw new IOException(file + ": " + ex.getMessage(), ex);
		}
	}

	private static @Nullable Object load(String text, Path file) throws IOException {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		options.setMaxAliasesForCollections(10);
		options.setNestingDepthLimit(10);
		options.setCodePointLimit(MAX_BYTES);
		try {
			return new Yaml(new SafeConstructor(options)).load(text);
		}
		catch (RuntimeException ex) {
			// SnakeYAML reports some invalid values with others than its own exceptions.
			throw new IOException(file + ": not YAML: " + ex.getMessage(), ex);
		}
	}

	private static Scene scene(SceneFileSection file, Path path, long seed) throws IOException {
		String name = file.text("name", path.toString());
		double length = file.number("length", 60, 1, SECONDS_PER_DAY);
		Scene.Daylight daylight = file.oneOf("daylight", Scene.Daylight.CLOCK);
		int noise = file.integer("noise", 2, 0, 8);
		boolean strip = file.flag("strip", true);
		List<Actor> actors = new ArrayList<>();
		for (SceneFileSection actor : file.sections("actors")) {
			actors.add(actor(actor));
		}
		List<SceneEvent> events = new ArrayList<>();
		addEvents(file, "light", SceneEvent.Kind.LIGHT, events);
		addEvents(file, "rain", SceneEvent.Kind.RAIN, events);
		addEvents(file, "shake", SceneEvent.Kind.SHAKE, events);
		List<ScriptedFault> faults = new ArrayList<>();
		for (SceneFileSection fault : file.sections("faults")) {
			faults.add(fault(fault));
		}
		Optional<Scene.Pictures> pictures = pictures(file, path);
		file.rejectUnknown();
		return new Scene(name, seed, length, daylight, noise, strip, actors, events, faults, pictures);
	}

	private static Optional<Scene.Pictures> pictures(SceneFileSection file, Path path) throws IOException {
		String folder = file.text("pictures", "");
		double frameRate = file.number("pictures-per-second", 2, 0.01, 60);
		if (folder.isEmpty()) {
			return Optional.empty();
		}
		Path resolved = path.toAbsolutePath().resolveSibling(folder);
		try {
			PictureFolder.list(resolved);
		}
		catch (IOException ex) {
			throw new IOException(path + ": pictures: " + ex.getMessage(), ex);
		}
		return Optional.of(new Scene.Pictures(resolved, frameRate));
	}

	private static Actor actor(SceneFileSection actor) throws IOException {
		Actor.Kind kind = actor.oneOf("kind", Actor.Kind.PERSON);
		String name = actor.text("name", kind.name().toLowerCase(Locale.ROOT));
		int color = actor.color("color", 0xc8453b);
		double height = actor.number("height", 6, 0.1, 60);
		List<Actor.Waypoint> path = new ArrayList<>();
		for (SceneFileSection point : actor.sections("path")) {
			path.add(new Actor.Waypoint(point.number("at", 0, 0, SECONDS_PER_DAY), point.number("pan", 0, -360, 360),
					point.number("tilt", 0, -90, 120)));
			point.rejectUnknown();
		}
		actor.rejectUnknown();
		return new Actor(name, kind, color, height, path);
	}

	private static void addEvents(SceneFileSection file, String key, SceneEvent.Kind kind, List<SceneEvent> into)
			throws IOException {
		for (SceneFileSection section : file.sections(key)) {
			double at = section.number("at", 0, 0, SECONDS_PER_DAY);
			double lasting = section.number("for", 1, 0, SECONDS_PER_DAY);
			double strength = switch (kind) {
				case LIGHT -> section.number("gain", 1.5, 0, 8);
				case RAIN -> section.number("amount", 0.5, 0, 1);
				case SHAKE -> section.number("degrees", 0.3, 0, 5);
			};
			into.add(new SceneEvent(kind, at, lasting, strength));
			section.rejectUnknown();
		}
	}

	private static ScriptedFault fault(SceneFileSection section) throws IOException {
		String kind = section.text("kind", "");
		if (!kind.matches("[a-z][a-z0-9-]{0,63}")) {
			throw section.invalid("kind", "lower-case words with dashes");
		}
		ScriptedFault fault = new ScriptedFault(kind, section.textOrNumber("value", ""),
				section.number("at", 0, 0, SECONDS_PER_DAY), section.number("for", 1, 0, SECONDS_PER_DAY),
				section.integer("count", 0, 0, SECONDS_PER_DAY), section.number("probability", 1, 0, 1));
		section.rejectUnknown();
		return fault;
	}

}
