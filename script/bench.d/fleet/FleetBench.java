import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Figures of 1 to 1000 cameras in one process, and the goals that they must meet. */
final class FleetBench {

	private static final int GOAL_COUNT = 200;

	private static final int PICTURES = 50;

	private static final double MEBIBYTES_FOR_1000 = 3000;

	private final Path jar;

	private final Path work;

	private final boolean quick;

	private final List<Figures> figures = new ArrayList<>();

	private final List<String> goals = new ArrayList<>();

	private boolean missed;

	private FleetBench(Path jar, Path work, boolean quick) {
		this.jar = jar;
		this.work = work;
		this.quick = quick;
	}

	/** The figures of one number of cameras. */
	private record Figures(int count, double seconds, double cpuSeconds, double pss, int threads, int descriptors,
			double idle) {
	}

	/** Arguments: the jar, a folder for files, and "quick" or "full". Ends with code 1 if a goal is missed. */
	public static void main(String[] args) throws Exception {
		FleetBench bench = new FleetBench(Path.of(args[0]), Path.of(args[1]), args[2].equals("quick"));
		try {
			bench.run();
		}
		catch (Exception ex) {
			// What was measured until then is shown nevertheless.
			bench.missed = true;
			ex.printStackTrace();
		}
		bench.print();
		System.exit(bench.missed ? 1 : 0);
	}

	private void run() throws Exception {
		measure(1);
		measure(10);
		measure(50);
		measure(GOAL_COUNT);
		if (!this.quick && freeMebibytes() > MEBIBYTES_FOR_1000) {
			measure(1000);
		}
		goalsOfCost();
		leak();
	}

	private void measure(int count) throws Exception {
		say("starting " + count + " cameras");
		try (Fleet fleet = Fleet.start(this.jar, this.work, count, 0)) {
			TimeUnit.SECONDS.sleep(this.quick ? 8 : 20);
			double idle = fleet.idlePercent(this.quick ? 10 : 30);
			this.figures.add(new Figures(count, fleet.startSeconds(), fleet.startCpuSeconds(),
					fleet.service().pssMebibytes(), fleet.threads(), fleet.descriptors(), idle));
			if (count == PICTURES) {
				differentPictures(fleet);
			}
			if (count == GOAL_COUNT) {
				polled(fleet);
			}
		}
		delete();
	}

	private void differentPictures(Fleet fleet) throws Exception {
		Set<String> hashes = new HashSet<>();
		for (int number = 1; number <= fleet.count(); number++) {
			byte[] picture = fleet.manage("GET", "/actuator/cameras/" + number + "/thumbnail", "").body();
			hashes.add(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture)));
		}
		goal("different pictures of " + PICTURES + " cameras", hashes.size(), 0, PICTURES, "", true);
	}

	private void polled(Fleet fleet) throws Exception {
		say("logging in to " + fleet.count() + " cameras, then polling each every 2 s");
		Polling.Result result = new Polling(fleet).run(this.quick ? 10 : 20, this.quick ? 20 : 60);
		goal(GOAL_COUNT + " cameras polled: cores", result.cores(), 2, 1, "", false);
		goal("`GET image` meanwhile: p99", result.millis(0.99), 1, 50, " ms", false);
		goal("wrong answers of " + (result.pictures() + result.spans().length), result.wrong(), 0, 0, "", false);
		this.goals.add(row("pictures per second", result.pictures() / result.seconds(), 1, "100", "/s", ""));
		this.goals.add(row("kB of a picture", result.kilobytes(), 1, "", " kB", ""));
		this.goals.add(row("`GET image` meanwhile: p50", result.millis(0.5), 1, "", " ms", ""));
		this.goals.add(row("PSS after polling", fleet.service().pssMebibytes(), 0, "", " MiB", ""));
	}

	private void goalsOfCost() {
		Figures first = this.figures.get(0);
		Figures most = this.figures.get(3);
		int further = most.count() - first.count();
		goal(GOAL_COUNT + " cameras: PSS", most.pss(), 0, 512, " MiB", false);
		goal(GOAL_COUNT + " cameras: idle", most.idle(), 1, 5, " % of a core", false);
		goal(GOAL_COUNT + " cameras: started in", most.seconds(), 1, 20, " s", false);
		goal("memory of a further camera", (most.pss() - first.pss()) / further, 2, 1.5, " MiB", false);
		goal("start of a further camera", (most.seconds() - first.seconds()) * 1000 / further, 0, 50, " ms", false);
		goal("processor time of its start", (most.cpuSeconds() - first.cpuSeconds()) * 1000 / further, 0, 50, " ms",
				false);
		goal("threads of a further camera", (double) (most.threads() - first.threads()) / further, 2, 0.05, "", false);
	}

	private void leak() throws Exception {
		int rounds = this.quick ? 5 : 50;
		say("adding and removing " + Leak.CAMERAS + " cameras " + rounds + " times");
		try (Fleet fleet = Fleet.start(this.jar, this.work, 1, Leak.CAMERAS)) {
			Leak.Result result = new Leak(fleet, rounds).run();
			Leak.Held before = result.before();
			Leak.Held after = result.after();
			String what = " after " + Leak.CAMERAS + " cameras came and went " + rounds + " times: ";
			goal("threads" + what + "more", after.threads() - before.threads(), 0, 2, "", false);
			goal("descriptors" + what + "more", after.descriptors() - before.descriptors(), 0, 2, "", false);
			goal("heap" + what + "more", after.heapKilobytes() - before.heapKilobytes(), 0, 1024, " KiB", false);
			goal("objects of org.camerad" + what + "more", after.perCamera() - before.perCamera(), 0, 200, "", false);
			this.goals.add(row("a camera comes and goes in", result.secondsEach() * 1000, 0, "", " ms", ""));
		}
		delete();
	}

	private void goal(String name, double value, int decimals, double limit, String unit, boolean least) {
		boolean met = least ? value >= limit : value <= limit;
		this.missed |= !met;
		String number = (limit == Math.rint(limit)) ? String.valueOf((long) limit) : String.valueOf(limit);
		this.goals.add(row(name, value, decimals, (least ? "≥ " : "≤ ") + number + unit, unit, met ? "PASS" : "FAIL"));
	}

	private static String row(String name, double value, int decimals, String goal, String unit, String verdict) {
		return String.format(Locale.ROOT, "| %s | %." + decimals + "f%s | %s | %s |", name, value, unit, goal, verdict);
	}

	private void print() throws IOException {
		System.out.printf("%n%s, %d processors, Java %s%n%n", LocalDate.now(),
				Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
		System.out.println("| cameras | started, s | CPU s | PSS, MiB | threads | descriptors | idle, % of a core |");
		System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
		for (Figures each : this.figures) {
			System.out.printf(Locale.ROOT, "| %d | %.1f | %.1f | %.0f | %d | %d | %.1f |%n", each.count(),
					each.seconds(), each.cpuSeconds(), each.pss(), each.threads(), each.descriptors(), each.idle());
		}
		System.out.printf("%n| | measured | goal | |%n| --- | --- | --- | --- |%n");
		this.goals.forEach(System.out::println);
	}

	private static double freeMebibytes() throws IOException {
		for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
			if (line.startsWith("MemAvailable:")) {
				return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
			}
		}
		return 0;
	}

	/** Deletes the data folders, which are as large as the cameras are many; the logs stay until the end. */
	private void delete() throws IOException {
		try (var folders = Files.newDirectoryStream(this.work, "fleet-*-*")) {
			for (Path folder : folders) {
				try (var all = Files.walk(folder)) {
					for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
						Files.delete(path);
					}
				}
			}
		}
	}

	private static void say(String text) {
		System.err.println("bench: " + text);
	}

}
