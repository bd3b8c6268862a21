import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Camerad beside the bare framework: requests, start, memory, durable settings. Both run with
 * the same JVM and options and are asked in turns, so that what else happens on the machine
 * meets both.
 */
final class Bench {

	private static final int[] CONNECTIONS = { 1, 8, 64 };

	/** A round of warming; the JIT is through when a round is hardly faster than those before it. */
	private static final double WARM_SECONDS = 4;

	private static final int MOST_WARM_ROUNDS = 10;

	private static final double HARDLY_FASTER = 1.05;

	private static final String QUERY = "/cgi-bin/image?uid=";

	private static final String ANSWER = "brightness=\"128\"";

	private static final String PASSWORD = "bench-password";

	private final Path camerad;

	private final Path bare;

	private final Path work;

	private final boolean quick;

	private final Map<String, Figures> figures = new LinkedHashMap<>();

	private long requests;

	private long wrong;

	private int stateSize;

	private Bench(Path camerad, Path bare, Path work, boolean quick) {
		this.camerad = camerad;
		this.bare = bare;
		this.work = work;
		this.quick = quick;
	}

	/** Arguments: Camerad's jar, the bare service's jar, a work folder, quick or full. */
	public static void main(String[] arguments) throws Exception {
		Bench bench = new Bench(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]),
				arguments[3].equals("quick"));
		bench.run();
		bench.report();
		if (bench.wrong > 0) {
			System.err.println(bench.wrong + " wrong answers: the figures are worth nothing");
			System.exit(1);
		}
	}

	static List<String> javaOptions() {
		return List.of(System.getenv("JAVA_OPTIONS").trim().split("\\s+"));
	}

	private void run() throws Exception {
		int sessions = this.quick ? 1 : 3;
		for (int session = 0; session < sessions; session++) {
			say("session " + (session + 1) + " of " + sessions + ": start");
			for (int starts = 0; starts < (this.quick ? 1 : 2); starts++) {
				start((session + starts) % 2 == 0);
				start((session + starts) % 2 != 0);
			}
			load(session);
		}
	}

	/** One alone, because services that run side by side share pages. */
	private void start(boolean bareOne) throws IOException, InterruptedException {
		try (Service service = bareOne ? startBare() : startCamerad(this.work.resolve("start"))) {
			Thread.sleep(1000); // what the start left to do in the background counts as start
			figures(bareOne, "start s").add(service.startSeconds());
			figures(bareOne, "PSS MiB").add(service.pssMebibytes());
		}
	}

	private Service startBare() throws IOException, InterruptedException {
		return Service.start(this.bare, Service.freePort(), List.of(), this.work.resolve("bare.log"), QUERY, ANSWER);
	}

	/** Its first answer is a fault of the gate: there is no uid before somebody logged in. */
	private Service startCamerad(Path folder) throws IOException, InterruptedException {
		List<String> arguments = List.of("--camera.driver=sim", "--camera.data-dir=" + folder,
				"--camera.admin.password=" + PASSWORD, "--management.server.port=" + Service.freePort());
		return Service.start(this.camerad, Service.freePort(), arguments, this.work.resolve("camerad.log"),
				QUERY + "00000000", "uid error");
	}

	private void load(int session) throws Exception {
		Path folder = this.work.resolve("load" + session); // a session leaves another brightness behind
		try (Service bareService = startBare(); Service cameradService = startCamerad(folder)) {
			String uid = login(cameradService);
			Load bareLoad = new Load(bareService, (n) -> QUERY + uid, ANSWER);
			Load cameradLoad = new Load(cameradService, (n) -> QUERY + uid, ANSWER);
			warm(bareLoad, cameradLoad);
			for (int connections : CONNECTIONS) {
				rounds(session, connections, bareLoad, cameradLoad);
			}
			durable(cameradService, folder);
		}
	}

	/** Both in turns, until neither gets faster: a compiler that is still at work is not the service's speed. */
	private void warm(Load bareLoad, Load cameradLoad) throws Exception {
		double bareBest = 0;
		double cameradBest = 0;
		for (int round = 1; round <= MOST_WARM_ROUNDS; round++) {
			double bareRate = bareLoad.run(8, WARM_SECONDS).rate();
			double cameradRate = cameradLoad.run(8, WARM_SECONDS).rate();
			say("warming: %.0f requests/s bare, %.0f Camerad".formatted(bareRate, cameradRate));
			if (bareRate < bareBest * HARDLY_FASTER && cameradRate < cameradBest * HARDLY_FASTER) {
				return;
			}
			bareBest = Math.max(bareBest, bareRate);
			cameradBest = Math.max(cameradBest, cameradRate);
		}
	}

	private void rounds(int session, int connections, Load bareLoad, Load cameradLoad) throws Exception {
		say(connections + " connections");
		double seconds = this.quick ? 1 : 2.5;
		for (int round = 0; round < 2; round++) {
			boolean bareFirst = (session + round) % 2 == 0;
			measure(bareFirst, connections, (bareFirst ? bareLoad : cameradLoad).run(connections, seconds));
			measure(!bareFirst, connections, (bareFirst ? cameradLoad : bareLoad).run(connections, seconds));
		}
	}

	private void measure(boolean bareOne, int connections, Load.Result result) {
		count(result);
		figures(bareOne, connections + " req/s").add(result.rate());
		figures(bareOne, connections + " p50").add(result.microseconds(0.5));
		figures(bareOne, connections + " p99").add(result.microseconds(0.99));
		figures(bareOne, connections + " CPU").add(result.cpuMicroseconds());
	}

	private void count(Load.Result result) {
		this.requests += result.spans().length;
		this.wrong += result.wrong();
	}

	/** Each set changes the value, so none can be answered without a write. */
	private void durable(Service service, Path folder) throws Exception {
		say("durable sets");
		String set = "/cgi-bin/image?uid=" + login(service) + "&brightness=";
		Load sets = new Load(service, (n) -> set + (n % 2 == 0 ? 100 + n / 2 % 100 : 99 - n / 2 % 100), "<image ");
		count(sets.run(1, 1)); // warms it, and leaves a state file to measure
		this.stateSize = DurableWrites.stateSize(folder);
		for (int round = 0; round < 2; round++) {
			double seconds = this.quick ? 1.5 : 2.5;
			figures(true, "durable").add(DurableWrites.perSecond(folder, this.stateSize, seconds));
			Load.Result result = sets.run(1, seconds);
			count(result);
			figures(false, "durable").add(result.rate());
		}
	}

	private static String login(Service service) throws IOException {
		try (Connection connection = new Connection(service.port())) {
			String answer = connection.get("/cgi-bin/getuid?username=admin&password=" + PASSWORD);
			Matcher uid = Pattern.compile("<uid>([0-9A-Za-z]{8})</uid>").matcher(answer);
			if (!uid.find()) {
				throw new IOException("no uid in: " + answer);
			}
			return uid.group(1);
		}
	}

	private Figures figures(boolean bareOne, String name) {
		return this.figures.computeIfAbsent((bareOne ? "bare " : "camerad ") + name, (key) -> new Figures());
	}

	private void report() throws IOException {
		System.out.printf("%s, %s, %d processors, Java %s, %s%n", LocalDate.now(), processor(),
				Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"),
				String.join(" ", javaOptions()));
		System.out.printf("%d answers checked, %d wrong. Median (least–greatest); ratios are Camerad over bare, round by round.%n%n",
				this.requests, this.wrong);
		System.out.println("| | Camerad | bare | ratio | target | |");
		System.out.println("| --- | --- | --- | --- | --- | --- |");
		for (int connections : CONNECTIONS) {
			String label = "`image`, " + connections + " connection" + ((connections == 1) ? "" : "s") + ": ";
			row(label + "requests/s", connections + " req/s", 0, 0.75, Double.MAX_VALUE);
			row(label + "p50 µs", connections + " p50", 0, 0, Double.MAX_VALUE);
			row(label + "p99 µs", connections + " p99", 0, 0, 1.5);
			row(label + "CPU µs/request", connections + " CPU", 0, 0, Double.MAX_VALUE);
		}
		row("start to first answer, s", "start s", 2, 0, 1.4);
		row("PSS after start, MiB", "PSS MiB", 0, 0, 1.25);
		row("durable sets/s beside the disk's own (" + this.stateSize + " bytes)", "durable", 0, 0.3, Double.MAX_VALUE);
	}

	private void row(String label, String name, int decimals, double least, double most) {
		Figures camerad = figures(false, name);
		Figures bareOne = figures(true, name);
		Figures ratio = camerad.over(bareOne);
		String target = (least > 0) ? "≥ " + least : (most < Double.MAX_VALUE) ? "≤ " + most : "";
		String met = target.isEmpty() ? "" : (ratio.median() >= least && ratio.median() <= most) ? "met" : "MISSED";
		System.out.printf("| %s | %s | %s | %s | %s | %s |%n", label, camerad.text(decimals), bareOne.text(decimals),
				ratio.text(2), target, met);
	}

	private static String processor() throws IOException {
		for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
			if (line.startsWith("model name")) {
				return line.substring(line.indexOf(':') + 1).trim();
			}
		}
		return System.getProperty("os.arch");
	}

	private static void say(String what) {
		System.err.println("bench: " + what);
	}

}
