package org.camerad.drill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command of {@code script/drill}: runs drills and prints what held and what was
 * lost.
 */
public final class Drills {

	private static final String SHORT = "short";

	private static final Map<String, Named> ALL = all();

	private Drills() {
	}

	/**
	 * A drill of the list.
	 *
	 * @param what what it does, in a few words
	 * @param minutes about how long it takes
	 * @param isShort whether a short form of it is in the tests
	 */
	private record Named(String what, double minutes, boolean isShort, Drill drill) {
	}

	private static Map<String, Named> all() {
		Map<String, Named> all = new LinkedHashMap<>();
		all.put("kill-sets", new Named("kill -9 during 100 sets", 7, true, new KillDrill()));
		all.put("kill-firmware", new Named("kill -9 in each state of an upgrade", 5, false, new FirmwareKillDrill()));
		all.put("power-cut", new Named("each prefix of the recorded writes", 4, true, new PowerCutDrill()));
		all.put("disk-full", new Named("a full disk", 2, false, DiskDrills::full));
		all.put("disk-read-only", new Named("a read-only disk", 1, false, DiskDrills::readOnly));
		all.put("disk-eio", new Named("read and write errors of the disk", 3, false, new ErrorDrill()));
		all.put("clock", new Named("a clock that jumps by 10 years", 2, false, new ClockDrill()));
		all.put("hang", new Named("a camera that hangs for 60 s", 2, false, new HangDrill()));
		all.put("driver", new Named("a driver that throws anything", 8, false, new DriverDrill()));
		all.put("damage", new Named("damaged files in the data folder", 4, false, new DamageDrill()));
		all.put("two-processes", new Named("two services on one data folder", 1, false, DamageDrill::twoProcesses));
		all.put("soak", new Named("requests of 24 h in the given minutes", 60, false, new SoakDrill()));
		return all;
	}

	/**
	 * Runs the drills that the arguments name: all without one.
	 * @param arguments the clone, the jar, the work folder, the minutes of the soak, and
	 * names
	 */
	public static void main(String[] arguments) throws Exception {
		List<String> names = new ArrayList<>(List.of(arguments).subList(4, arguments.length));
		if (names.contains("--list")) {
			list(Double.parseDouble(arguments[3]));
			return;
		}
		boolean isShort = names.remove(SHORT);
		for (String name : names) {
			if (!ALL.containsKey(name)) {
				System.err.println("drill: there is no drill \"" + name + "\"; there are " + SHORT + ", "
						+ String.join(", ", ALL.keySet()));
				System.exit(2);
			}
		}
		Runtime.getRuntime().addShutdownHook(new Thread(Drills::cleanUp));
		Path work = Path.of(arguments[2]);
		System.setProperty("drill.work", work.toString());
		Site site = new Site(Path.of(arguments[0]), Path.of(arguments[1]), work, Double.parseDouble(arguments[3]),
				isShort);
		System.exit(run(site, names) ? 0 : 1);
	}

	private static void cleanUp() {
		ServiceProcess.killAll();
		DiskDrills.unmountAll();
	}

	private static void list(double soakMinutes) {
		ALL.forEach((name, drill) -> System.out.printf("%-16s about %2.0f min   %s%s%n", name,
				name.equals("soak") ? soakMinutes : drill.minutes(), drill.what(),
				drill.isShort() ? " (short form in script/test)" : ""));
	}

	/** Returns whether nothing was lost. */
	private static boolean run(Site site, List<String> names) {
		Map<String, Tally> tallies = new LinkedHashMap<>();
		Map<String, Double> seconds = new LinkedHashMap<>();
		ALL.forEach((name, drill) -> {
			if (names.isEmpty() ? (!site.isShort() || drill.isShort()) : names.contains(name)) {
				System.err.printf("drill: %s, %s%n", name, drill.what());
				long start = System.nanoTime();
				tallies.put(name, run(site, drill.drill()));
				seconds.put(name, (System.nanoTime() - start) / 1e9);
			}
		});
		return print(tallies, seconds);
	}

	private static Tally run(Site site, Drill drill) {
		Tally tally = new Tally();
		try {
			drill.run(site, tally);
		}
		catch (Exception ex) {
			tally.count("the drill itself", ex.toString());
			ex.printStackTrace();
		}
		DiskDrills.unmountAll();
		return tally;
	}

	private static boolean print(Map<String, Tally> tallies, Map<String, Double> seconds) {
		int tried = 0;
		int lost = 0;
		System.out.println("| drill | tried | held | lost | seconds |");
		System.out.println("|---|---:|---:|---:|---:|");
		for (Map.Entry<String, Tally> each : tallies.entrySet()) {
			Tally tally = each.getValue();
			int gone = tally.lost().size();
			System.out.printf("| %s | %d | %d | %d | %.0f |%n", each.getKey(), tally.tried(), tally.tried() - gone,
					gone, seconds.get(each.getKey()));
			tried += tally.tried();
			lost += gone;
		}
		System.out.printf("| total | %d | %d | %d | %.0f |%n%n", tried, tried - lost, lost,
				seconds.values().stream().mapToDouble(Double::doubleValue).sum());
		tallies.forEach((name, tally) -> tally.lost().forEach((line) -> System.out.println(name + ": " + line)));
		System.out.println("lost: " + lost);
		return lost == 0 && tried > 0;
	}

	static void deleteLogs(Path work) throws java.io.IOException {
		try (var logs = Files.newDirectoryStream(work, "service-*.log")) {
			for (Path log : logs) {
				Files.delete(log);
			}
		}
	}

}
