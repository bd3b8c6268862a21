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

/**
 * What the simulated camera looks at: a world, who moves in it, and what befalls it, in
 * rounds of one length. Immutable.
 *
 * @param name what it is called
 * @param seed decides the town, the noise and the rain
 * @param length seconds of a round
 * @param daylight how light it is
 * @param noise the sensor's noise by day, 0 to 8 steps of brightness; by night it doubles
 * @param strip whether pictures carry the {@link GroundTruthStrip}
 * @param actors who moves
 * @param events light, rain and shakes
 * @param faults what the simulator's parts are to suffer
 * @param pictures what is shown in place of the town
 */
public record Scene(String name, long seed, double lengthSeconds, Daylight daylight, int noise, boolean strip,
		List<Actor> actors, List<SceneEvent> events, List<ScriptedFault> faults, Optional<Pictures> pictures) {

	/** The scenes that come with the program. */
	public static final Set<String> BUILT_IN = Set.of("street", "storm");

	private static final String CHOICES = "give " + String.join(", ", new TreeSet<>(BUILT_IN))
			+ ", a .yml file, a folder of pictures or a video file";

	public Scene {
		if (!(lengthSeconds > 0)) {
			throw new IllegalArgumentException("a scene has a length: " + name);
		}
		actors = List.copyOf(actors);
		events = List.copyOf(events);
		faults = List.copyOf(faults);
	}

	/** How light it is. */
	public enum Daylight {

		/** As the camera's local time says. */
		CLOCK,
		/** Always day. */
		DAY,
		/** Always night. */
		NIGHT

	}

	/**
	 * Real pictures that are shown one after the other, over and over.
	 *
	 * @param place a folder of JPEG and PNG files, shown in the order of their names, or
	 * a video file
	 * @param frameRate how many a second
	 */
	public record Pictures(Path place, double frameRate) {
	}

	/** The street that is shown when nothing else is asked for. */
	public static Scene street(long seed) {
		return builtIn("street", seed);
	}

	/**
	 * Opens what the configuration names.
	 * @param where a built-in scene's name, a scene file ({@code .yml}, {@code .yaml}), a
	 * folder of JPEG or PNG pictures, or a video file
	 * @throws IOException when it is not there or broken; the message names the file
	 */
	public static Scene open(String where, long seed) throws IOException {
		if (BUILT_IN.contains(where)) {
			return builtIn(where, seed);
		}
		if (where.isBlank()) {
			throw new IOException("nothing is named: " + CHOICES);
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
		throw new IOException(path + ": not there: " + CHOICES);
	}

	/** How many milliseconds of the round have gone by at a moment of the timeline. */
	public double millisIntoLoop(long moment) {
		double round = this.lengthSeconds * 1000;
		return moment - Math.floor(moment / round) * round;
	}

	/** The same scene without the machine-readable strip, or with it. */
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
				throw new IllegalStateException("the program is not whole: " + resource + " is missing");
			}
			return SceneFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), Path.of(resource), seed);
		}
		catch (IOException ex) {
			throw new IllegalStateException("the program is not whole: " + ex.getMessage(), ex);
		}
	}

}
