package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.driver.support.motion.LumaPicture;

/**
 * Prints the score of the block detector on the simulator's scenes, and its cost. Exits
 * with 1 if a line misses its target. Arguments: simulated minutes per line (10), width
 * and height of the grey pictures, a part of the names of the lines, the seed of the
 * first town. The town changes every few minutes.
 */
final class MotionBenchmark {

	/** The size in the simulated camera. */
	private static final int WIDTH = 320;

	private static final int HEIGHT = 240;

	/** Long enough for all settings of the picture. */
	private static final int MINUTES_IN_A_TOWN = 3;

	/** The minimum share of objects, and of the pictures with them. */
	private static final double MIN_FOUND = 0.95;

	private static final double MAX_ALARMS_IN_TEN_MINUTES = 1;

	/**
	 * Lines with differences of one or two grey levels; docs/simulator.md has their
	 * results.
	 */
	private static final Set<String> KNOWN_WEAK = Set.of("night, brightness 110", "night, contrast 60",
			"storm, zoomed in");

	/** Processor time of a line in nanoseconds: of rendering, and in total. */
	private static long rendering;

	private static long watching;

	private MotionBenchmark() {
	}

	/** Scores a case live, or with a looped recording of its first loop. */
	static MotionScore score(MotionCase which, double minutes, int width, int height) throws IOException {
		if (which.recorded().isEmpty()) {
			return watch(which, which.scene(), minutes, width, height);
		}
		Path folder = Files.createTempDirectory("motion");
		try {
			int seconds = (int) Math.min(MotionCase.LOOP_SECONDS, 60 * minutes);
			Scene replay = Scene.open(SceneRecording.write(which, seconds, folder).toString(), 1);
			return watch(which, replay, minutes, width, height);
		}
		finally {
			delete(folder);
		}
	}

	static MotionScore score(MotionCase which, double minutes) throws IOException {
		return score(which, minutes, WIDTH, HEIGHT);
	}

	/** Returns whether the score of a line reaches its target. */
	static boolean isGood(String name, MotionScore score) {
		boolean found = score.recall() >= MIN_FOUND && score.pictureRecall() >= MIN_FOUND;
		return (found || KNOWN_WEAK.contains(name)) && score.alarmsInTenMinutes() <= MAX_ALARMS_IN_TEN_MINUTES;
	}

	private static MotionScore watch(MotionCase which, Scene shown, double minutes, int width, int height)
			throws IOException {
		long start = cpu();
		try (SceneLumaRenderer grey = new SceneLumaRenderer(new Backdrop(shown), new Timeline(), width, height)) {
			return MotionScore.of(which, (view, now) -> {
				long before = cpu();
				LumaPicture picture = grey.picture(which.recorded().isPresent() ? which.replayed(now) : view);
				rendering += cpu() - before;
				return picture;
			}, minutes);
		}
		finally {
			watching += cpu() - start;
		}
	}

	private static void delete(Path folder) throws IOException {
		List<Path> files;
		try (Stream<Path> all = Files.walk(folder)) {
			files = all.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path file : files) {
			Files.delete(file);
		}
	}

	public static void main(String[] arguments) {
		double minutes = (arguments.length > 0) ? Double.parseDouble(arguments[0]) : 10;
		int width = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : WIDTH;
		int height = (arguments.length > 2) ? Integer.parseInt(arguments[2]) : HEIGHT;
		String only = (arguments.length > 3) ? arguments[3] : "";
		long seed = (arguments.length > 4) ? Long.parseLong(arguments[4]) : 1;
		System.out.printf("%-26s %7s %7s %9s %7s %8s %8s%n", "scene", "objects", "found", "pictures", "alarms",
				"luma ms", "look ms");
		List<Map<String, MotionCase>> towns = new ArrayList<>();
		do {
			towns.add(MotionCases.of(seed + towns.size()));
		}
		while ((towns.size() + 1) * MINUTES_IN_A_TOWN <= minutes);
		boolean good = true;
		for (String name : towns.get(0).keySet()) {
			if (name.contains(only)) {
				try {
					good &= line(name, towns, minutes, width, height);
				}
				catch (IOException ex) {
					System.out.printf("%-26s %s%n", name, ex.getMessage());
					good = false;
				}
			}
		}
		System.exit(good ? 0 : 1);
	}

	private static boolean line(String name, List<Map<String, MotionCase>> towns, double minutes, int width, int height)
			throws IOException {
		rendering = 0;
		watching = 0;
		MotionScore score = new MotionScore(0, 0, 0, 0, 0, 0);
		for (Map<String, MotionCase> town : towns) {
			score = score.plus(score(town.get(name), minutes / towns.size(), width, height));
		}
		double looks = minutes * 60 * MotionScore.PICTURES_PER_SECOND * 1e6;
		boolean good = isGood(name, score);
		System.out.printf(Locale.ROOT, "%-26s %7d %6.1f%% %8.1f%% %7d %8.2f %8.2f%s%n", name, score.objects(),
				100 * score.recall(), 100 * score.pictureRecall(), score.alarms(), rendering / looks,
				(watching - rendering) / looks, good ? "" : "  BAD");
		return good;
	}

	private static long cpu() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

}
