package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.camerad.driver.sim.encode.VideoReader;
import org.camerad.driver.support.failure.Reason;

/**
 * A scene in front of the simulated camera: a world, its actors and events, in loops of a
 * fixed length. Immutable.
 *
 * @param name its name
 * @param seed seed of the town, the noise and the rain
 * @param lengthSeconds length of a loop in seconds
 * @param daylight the lighting
 * @param noise sensor noise by day, 0 to 8 steps of brightness; twice as strong at night
 * @param strip whether pictures carry the {@link GroundTruthStrip}
 * @param actors everyone who moves
 * @param events changes of light, rain and shakes
 * @param faults the scripted faults
 * @param pictures footage in place of the town
 */
public record Scene(String name, long seed, double lengthSeconds, Daylight daylight, int noise, boolean strip,
		List<Actor> actors, List<SceneEvent> events, List<ScriptedFault> faults, Optional<Pictures> pictures) {

	/** The names of the built-in scenes. */
	public static final Set<String> BUILT_IN = Set.of("street", "storm");

	private static final String CHOICES = "use " + String.join(", ", new TreeSet<>(BUILT_IN))
			+ ", a .yml file, a folder of pictures or a video file";

	public Scene {
		if (!(lengthSeconds > 0)) {
			throw new IllegalArgumentException("the length of a scene must be positive: " + name);
		}
		actors = List.copyOf(actors);
		events = List.copyOf(events);
		faults = List.copyOf(faults);
	}

	/** The source of the lighting. */
	public enum Daylight {

		/** Day or night by the camera's local time. */
		CLOCK,
		/** Always day. */
		DAY,
		/** Always night. */
		NIGHT

	}

	/**
	 * Looped footage.
	 *
	 * @param place a folder of JPEG and PNG files, shown in the order of their names, or
	 * a video file
	 * @param frameRate pictures per second
	 */
	public record Pictures(Path place, double frameRate) {
	}

	/** Returns the default scene. */
	public static Scene street(long seed) {
		return builtIn("street", seed);
	}

	/**
	 * Opens a configured scene.
	 * @param where a built-in scene's name, a scene file ({@code .yml}, {@code .yaml}), a
	 * folder of JPEG or PNG pictures, or a video file
	 * @throws IOException if the scene is missing or invalid; the message names the file
	 */
	public static Scene open(String where, long seed) throws IOException {
		if (BUILT_IN.contains(where)) {
			return builtIn(where, seed);
		}
		if (where.isBlank()) {
			throw new IOException("no scene is configured: " + CHOICES);
		}
		Path path = path(where);
		if (Files.isDirectory(path)) {
			return footage(new Pictures(path, 2), PictureFolder.list(path).size(), seed);
		}
		String name = path.toString().toLowerCase(Locale.ROOT);
		if (name.endsWith(".yml") || name.endsWith(".yaml")) {
			return SceneFile.read(path, seed);
		}
		if (Files.isRegularFile(path)) {
			try (VideoReader video = VideoReader.open(path)) {
				return footage(new Pictures(path, video.frameRate()), video.size(), seed);
			}
		}
		throw new IOException(path + ": not found: " + CHOICES);
	}

	/** Returns the milliseconds since the loop began at a moment of the timeline. */
	public double millisIntoLoop(long moment) {
		double round = this.lengthSeconds * 1000;
		return moment - Math.floor(moment / round) * round;
	}

	/** Returns this scene with or without the machine-readable strip. */
	public Scene withStrip(boolean shown) {
		return new Scene(this.name, this.seed, this.lengthSeconds, this.daylight, this.noise, shown, this.actors,
				this.events, this.faults, this.pictures);
	}

	private static Path path(String where) throws IOException {
		try {
			return Path.of(where);
		}
		catch (InvalidPathException ex) {
			throw new IOException(where + ": not a path", ex);
		}
	}

	private static Scene footage(Pictures pictures, int count, long seed) {
		return new Scene(pictures.place().toString(), seed, count / pictures.frameRate(), Daylight.DAY, 0, true,
				List.of(), List.of(), List.of(), Optional.of(pictures));
	}

	private static Scene builtIn(String name, long seed) {
		String resource = name + ".yml";
		try (InputStream in = Scene.class.getResourceAsStream(resource)) {
			if (in == null) {
				throw new IllegalStateException("the program is incomplete: " + resource + " is missing");
			}
			return SceneFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), Path.of(resource), seed);
		}
		catch (IOException ex) {
			throw new IllegalStateException("the program is incomplete: " + Reason.of(ex), ex);
		}
	}

}
