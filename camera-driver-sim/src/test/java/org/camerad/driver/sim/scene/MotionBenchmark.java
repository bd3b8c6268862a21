package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.camerad.driver.PtzPosition;
import org.camerad.driver.motion.LumaPicture;

/**
 * Prints how well the block detector does on the simulator's scenes, and what it costs.
 * Arguments: simulated minutes for each line (10), width and height of the grey pictures.
 */
final class MotionBenchmark {

	/** One line. */
	record Case(Scene scene, MotionScore.Course course) {

	}

	/** As the simulated camera has them. */
	private static final int WIDTH = 320;

	private static final int HEIGHT = 240;

	private static final MotionScore.Course AHEAD = (view, seconds) -> view;

	private MotionBenchmark() {
	}

	static Map<String, Case> cases() {
		Map<String, Case> cases = new LinkedHashMap<>();
		Scene street = Scene.street(1);
		cases.put("street", new Case(street, AHEAD));
		cases.put("street, zoomed in", new Case(street, zoomed(2, -8)));
		cases.put("street at night", new Case(with(street, Scene.Daylight.NIGHT, 2, List.of(), true), AHEAD));
		Scene storm = open("storm");
		cases.put("storm", new Case(storm, AHEAD));
		cases.put("storm, zoomed in", new Case(storm, zoomed(2, -8)));
		cases.put("street, noise 8", new Case(with(street, Scene.Daylight.DAY, 8, List.of(), true), AHEAD));
		cases.put("street, rain", new Case(with(street, Scene.Daylight.DAY, 2, rain(1), true), AHEAD));
		cases.put("empty, noise 8", new Case(empty(8), AHEAD));
		cases.put("empty, light", new Case(empty(2, light()), AHEAD));
		cases.put("empty, rain", new Case(empty(2, rain(1)), AHEAD));
		cases.put("empty, shake", new Case(empty(2, shake(0.5)), AHEAD));
		cases.put("empty, pan", new Case(empty(2), MotionBenchmark::panning));
		cases.put("empty, zoom", new Case(empty(2), MotionBenchmark::zooming));
		cases.put("empty, all at night", new Case(with(street, Scene.Daylight.NIGHT, 4, all(), false), AHEAD));
		cases.put("empty, night pan",
				new Case(with(street, Scene.Daylight.NIGHT, 2, List.of(), false), MotionBenchmark::panning));
		return cases;
	}

	private static MotionScore.Course zoomed(double zoom, double tilt) {
		return (view, seconds) -> Views.with(view, new PtzPosition(0, tilt, zoom, 0.5, 0.5));
	}

	private static View panning(View view, double seconds) {
		double round = seconds % 40;
		double pan = (round < 10) ? 0
				: (round < 14) ? (round - 10) * 15 : (round < 30) ? 60 : (round < 31) ? 60 - (round - 30) * 60 : 0;
		return Views.with(view, new PtzPosition(pan, -4, 1, 0.5, 0.5));
	}

	private static View zooming(View view, double seconds) {
		double round = seconds % 40;
		double zoom = (round < 10) ? 1
				: (round < 14) ? 1 + (round - 10) / 2 : (round < 30) ? 3 : (round < 31) ? 3 - (round - 30) * 2 : 1;
		return Views.with(view, new PtzPosition(0, -4, zoom, 0.5, 0.5));
	}

	private static List<Happening> rain(double amount) {
		return List.of(new Happening(Happening.Kind.RAIN, 10, 35, amount));
	}

	private static List<Happening> shake(double degrees) {
		return List.of(new Happening(Happening.Kind.SHAKE, 10, 5, degrees),
				new Happening(Happening.Kind.SHAKE, 30, 20, degrees / 3));
	}

	private static List<Happening> light() {
		return List.of(new Happening(Happening.Kind.LIGHT, 5, 0.3, 2.5),
				new Happening(Happening.Kind.LIGHT, 12, 10, 0.6), new Happening(Happening.Kind.LIGHT, 30, 8, 1.6),
				new Happening(Happening.Kind.LIGHT, 45, 0.2, 3), new Happening(Happening.Kind.LIGHT, 45.6, 0.5, 2),
				new Happening(Happening.Kind.LIGHT, 52, 3, 0.25));
	}

	private static List<Happening> all() {
		List<Happening> all = new ArrayList<>(rain(0.7));
		all.addAll(shake(0.3));
		all.addAll(light());
		return all;
	}

	private static Scene empty(int noise, List<Happening> happenings) {
		return with(Scene.street(1), Scene.Daylight.DAY, noise, happenings, false);
	}

	private static Scene empty(int noise) {
		return empty(noise, List.of());
	}

	private static Scene with(Scene scene, Scene.Daylight daylight, int noise, List<Happening> happenings,
			boolean actors) {
		return new Scene(scene.name(), scene.seed(), scene.length(), daylight, noise, false,
				actors ? scene.actors() : List.of(), happenings, List.of(), Optional.empty());
	}

	private static Scene open(String name) {
		try {
			return Scene.open(name, 1);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static MotionScore score(String name, double minutes) throws IOException {
		Case which = Objects.requireNonNull(cases().get(name), name);
		try (SceneLuma grey = new SceneLuma(which.scene(), new Timeline(), WIDTH, HEIGHT)) {
			return MotionScore.of(which.scene(), Views.of(1920, 1080), which.course(), grey::picture, minutes);
		}
	}

	public static void main(String[] arguments) throws IOException {
		double minutes = (arguments.length > 0) ? Double.parseDouble(arguments[0]) : 10;
		int width = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : WIDTH;
		int height = (arguments.length > 2) ? Integer.parseInt(arguments[2]) : HEIGHT;
		String only = (arguments.length > 3) ? arguments[3] : "";
		System.out.printf("%-20s %7s %7s %9s %7s %8s %8s%n", "scene", "objects", "found", "pictures", "alarms",
				"luma ms", "look ms");
		for (Map.Entry<String, Case> entry : cases().entrySet()) {
			if (entry.getKey().contains(only)) {
				line(entry.getKey(), entry.getValue(), minutes, width, height);
			}
		}
	}

	private static void line(String name, Case which, double minutes, int width, int height) throws IOException {
		try (SceneLuma grey = new SceneLuma(which.scene(), new Timeline(), width, height)) {
			long start = cpu();
			long[] rendering = new long[1];
			MotionScore score = MotionScore.of(which.scene(), Views.of(1920, 1080), which.course(), (view) -> {
				long before = cpu();
				LumaPicture picture = grey.picture(view);
				rendering[0] += cpu() - before;
				return picture;
			}, minutes);
			double looks = minutes * 60 * MotionScore.PER_SECOND * 1e6;
			System.out.printf(Locale.ROOT, "%-20s %7d %6.1f%% %8.1f%% %7d %8.2f %8.2f%n", name, score.objects(),
					100 * score.recall(), 100 * score.pictureRecall(), score.alarms(), rendering[0] / looks,
					(cpu() - start - rendering[0]) / looks);
		}
	}

	private static long cpu() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

}
