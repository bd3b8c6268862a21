import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Both services under one set of JVM options. They are asked in turns, so that what else
 * happens on the machine meets both.
 */
final class Comparison {

	static final int[] CONNECTIONS = { 1, 8, 64 };

	/** A round of warming; a service is warm when its JIT compilers rest during a round. */
	private static final double WARM_SECONDS = 4;

	private static final int MIN_WARM_ROUNDS = 3;

	private static final int MAX_WARM_ROUNDS = 20;

	/** The share of a round's processor time that compilers at rest may take. */
	private static final double COMPILERS_AT_REST = 0.03;

	static final String QUERY = "/cgi-bin/image?uid=";

	private static final String ANSWER = "brightness=\"128\"";

	static final String PASSWORD = "bench-password";

	private final List<String> options;

	/** Those of one service alone, such as its class archive. */
	private final List<String> cameradOptions;

	private final List<String> bareOptions;

	private final Path camerad;

	private final Path bare;

	private final Path work;

	private final boolean quick;

	private final Map<String, Figures> figures = new LinkedHashMap<>();

	private long requests;

	private long wrong;

	private int stateSize;

	Comparison(List<String> options, Path camerad, Path bare, Path work, boolean quick) {
		this(options, List.of(), List.of(), camerad, bare, work, quick);
	}

	Comparison(List<String> options, List<String> cameradOptions, List<String> bareOptions, Path camerad, Path bare,
			Path work, boolean quick) {
		this.options = options;
		this.cameradOptions = cameradOptions;
		this.bareOptions = bareOptions;
		this.camerad = camerad;
		this.bare = bare;
		this.work = work;
		this.quick = quick;
	}

	String options() {
		return String.join(" ", this.options);
	}

	/** Measures the groups once more. */
	void run(int session, Set<Bench.Group> groups) throws Exception {
		Files.createDirectories(this.work);
		if (groups.contains(Bench.Group.START) || groups.contains(Bench.Group.PSS)) {
			Bench.say("start");
			for (int starts = 0; starts < (this.quick ? 2 : 4); starts++) {
				start((session + starts) % 2 == 0);
				start((session + starts) % 2 != 0);
			}
		}
		if (groups.contains(Bench.Group.REQUESTS)) {
			load(session);
		}
		if (groups.contains(Bench.Group.DURABLE)) {
			durable(session);
		}
	}

	/** One alone, because services that run side by side share pages. */
	private void start(boolean bareOne) throws IOException, InterruptedException {
		try (Service service = bareOne ? startBare() : startCamerad(this.work.resolve("start"))) {
			figures(bareOne, "start s").add(service.startSeconds());
			figures(bareOne, "start CPU s").add(service.cpuSeconds());
			Thread.sleep(1000); // what the start left to do in the background takes memory too
			figures(bareOne, "PSS MiB").add(service.pssMebibytes());
		}
	}

	Service startBare() throws IOException, InterruptedException {
		return Service.start(with(this.bareOptions), this.bare, List.of(), this.work.resolve("bare.log"), QUERY, ANSWER);
	}

	/** Its first answer is a fault: there is no uid before somebody logged in. */
	Service startCamerad(Path folder) throws IOException, InterruptedException {
		List<String> arguments = List.of("--camera.driver=sim", "--camera.data-dir=" + folder,
				"--camera.admin.password=" + PASSWORD, "--management.server.port=" + Service.freePort(),
				"--camera.rtsp.port=" + Service.freePort());
		return Service.start(with(this.cameradOptions), this.camerad, arguments, this.work.resolve("camerad.log"),
				QUERY + "00000000", "uid error");
	}

	private List<String> with(List<String> further) {
		return Stream.concat(this.options.stream(), further.stream()).toList();
	}

	private void load(int session) throws Exception {
		try (Service bareService = startBare();
				Service cameradService = startCamerad(this.work.resolve("load" + session))) {
			String uid = login(cameradService);
			Load bareLoad = new Load(bareService, (n) -> QUERY + uid, ANSWER);
			Load cameradLoad = new Load(cameradService, (n) -> QUERY + uid, ANSWER);
			warm(bareLoad, cameradLoad);
			for (int connections : CONNECTIONS) {
				rounds(session, connections, bareLoad, cameradLoad);
			}
		}
	}

	/** Both in turns: a compiler that is still at work is not the service's speed. */
	private void warm(Load bareLoad, Load cameradLoad) throws Exception {
		for (int round = 1; round <= MAX_WARM_ROUNDS; round++) {
			Load.Result bareRound = bareLoad.run(8, WARM_SECONDS);
			Load.Result cameradRound = cameradLoad.run(8, WARM_SECONDS);
			Bench.say("warming: bare %.0f requests/s, JIT %.0f %%; Camerad %.0f requests/s, JIT %.0f %%".formatted(
					bareRound.rate(), 100 * bareRound.compilerShare(), cameradRound.rate(),
					100 * cameradRound.compilerShare()));
			if (round >= MIN_WARM_ROUNDS && bareRound.compilerShare() < COMPILERS_AT_REST
					&& cameradRound.compilerShare() < COMPILERS_AT_REST) {
				return;
			}
		}
	}

	private void rounds(int session, int connections, Load bareLoad, Load cameradLoad) throws Exception {
		Bench.say(connections + " connections");
		double seconds = this.quick ? 1 : 1.5;
		for (int round = 0; round < (this.quick ? 4 : 6); round++) {
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
	private void durable(int session) throws Exception {
		Bench.say("durable sets");
		Path folder = this.work.resolve("durable" + session);
		try (Service service = startCamerad(folder)) {
			String set = "/cgi-bin/image?uid=" + login(service) + "&brightness=";
			Load sets = new Load(service, (n) -> set + (n % 2 == 0 ? 100 + n / 2 % 100 : 99 - n / 2 % 100), "<image ");
			count(sets.run(1, this.quick ? 2 : 4)); // warms it, and leaves a state file to measure
			this.stateSize = DurableWrites.stateSize(folder);
			for (int round = 0; round < 2; round++) {
				double seconds = this.quick ? 1.5 : 2.5;
				figures(true, "durable").add(DurableWrites.perSecond(folder, this.stateSize, seconds));
				Load.Result result = sets.run(1, seconds);
				count(result);
				figures(false, "durable").add(result.rate());
			}
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

	/** The figures of one thing; empty when its group was not measured. */
	Figures figures(boolean bareOne, String name) {
		return this.figures.computeIfAbsent((bareOne ? "bare " : "camerad ") + name, (key) -> new Figures());
	}

	long requests() {
		return this.requests;
	}

	long wrong() {
		return this.wrong;
	}

	int stateSize() {
		return this.stateSize;
	}

}
