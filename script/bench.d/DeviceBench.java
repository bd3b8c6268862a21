import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * The device profile beside the bare service with the same options, prepared in the same
 * way: the context as code and a class archive. Prints PASS or FAIL for each goal, also
 * when a part of it could not be measured.
 */
final class DeviceBench {

	private static final double MOST_MEBIBYTES = 120;

	private final Comparison comparison;

	private final Path work;

	private final Figures camerad = new Figures();

	private final Figures pictures = new Figures();

	private final Figures bare = new Figures();

	private final Figures cameradAlone = new Figures();

	private final Figures bareAlone = new Figures();

	private int wrong;

	private boolean passed = true;

	private DeviceBench(Comparison comparison, Path work) {
		this.comparison = comparison;
		this.work = work;
	}

	/**
	 * Arguments: the folders of both services taken apart, each with start.options; the
	 * file of the JVM's options; a work folder; quick or full.
	 */
	public static void main(String[] arguments) throws Exception {
		Path camerad = Path.of(arguments[0]);
		Path bare = Path.of(arguments[1]);
		Path work = Path.of(arguments[3]);
		boolean quick = arguments[4].equals("quick");
		Comparison comparison = new Comparison(List.of("@" + arguments[2]), List.of("@" + camerad.resolve("start.options")),
				List.of("@" + bare.resolve("start.options")), camerad.resolve("camera-app.jar"), bare.resolve("bare.jar"),
				work, quick);
		DeviceBench bench = new DeviceBench(comparison, work);
		bench.measure("memory", () -> bench.memory(quick ? 2 : 4));
		for (int session = 0; session < (quick ? 1 : 2); session++) {
			int number = session;
			bench.measure("start", () -> comparison.run(number, EnumSet.of(Bench.Group.START)));
			bench.measure("requests", () -> comparison.run(number, EnumSet.of(Bench.Group.REQUESTS)));
		}
		new Report(comparison).print();
		System.exit(bench.goals() ? 0 : 1);
	}

	/** A part of the measurement. */
	@FunctionalInterface
	private interface Part {

		void run() throws Exception;

	}

	/** Measures a part; what its failure leaves unmeasured fails below, and the rest is still printed. */
	private void measure(String what, Part part) throws InterruptedException {
		try {
			part.run();
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			Bench.say(what + " cannot be measured: " + ex);
			this.passed = false;
		}
	}

	private void memory(int rounds) throws IOException, InterruptedException {
		for (int round = 0; round < rounds; round++) {
			Bench.say("memory after the requests of the contract");
			int requests;
			try (Service service = this.comparison.startCamerad(this.work.resolve("suite" + round))) {
				Suite suite = Suite.logIn(service, Comparison.PASSWORD);
				requests = suite.run(25);
				this.camerad.add(settled(service));
				this.cameradAlone.add(service.rssMebibytes());
				suite.pictures(10);
				this.pictures.add(settled(service));
				this.wrong += suite.wrong();
			}
			try (Service service = this.comparison.startBare(); Connection connection = new Connection(service.port())) {
				for (int i = 0; i < requests; i++) {
					connection.get(Comparison.QUERY + i);
				}
				this.bare.add(settled(service));
				this.bareAlone.add(service.rssMebibytes());
			}
		}
	}

	private boolean goals() {
		System.out.println();
		boolean java17 = Runtime.version().feature() == 17;
		goal("PSS after the contract's requests beside bare", this.camerad.over(this.bare), 2, 0, 1.05);
		goal("PSS after the contract's requests, MiB", this.camerad, 0, 0, java17 ? MOST_MEBIBYTES : Double.MAX_VALUE);
		goal("the same of bare", this.bare, 0, 0, Double.MAX_VALUE);
		goal("PSS after drawn pictures of 1080P, MiB", this.pictures, 0, 0, Double.MAX_VALUE);
		goal("RSS after the contract's requests, MiB", this.cameradAlone, 0, 0, Double.MAX_VALUE);
		goal("the same of bare", this.bareAlone, 0, 0, Double.MAX_VALUE);
		goal("start beside bare", ratio("start s"), 2, 0, 1.10);
		goal("processor time of the start beside bare", ratio("start CPU s"), 2, 0, Double.MAX_VALUE);
		for (int connections : Comparison.CONNECTIONS) {
			goal("requests/s beside bare, connections: " + connections, ratio(connections + " req/s"), 2, 0.9,
					Double.MAX_VALUE);
		}
		long all = this.wrong + this.comparison.wrong();
		line("wrong answers", String.valueOf(all), "0", all == 0);
		return this.passed;
	}

	/** PSS after what the requests left to do in the background. */
	private static double settled(Service service) throws IOException, InterruptedException {
		Thread.sleep(1000);
		return service.pssMebibytes();
	}

	private Figures ratio(String name) {
		return this.comparison.figures(false, name).over(this.comparison.figures(true, name));
	}

	private void goal(String what, Figures figures, int decimals, double least, double most) {
		String target = (least > 0) ? "≥ " + least
				: (most < Double.MAX_VALUE) ? "≤ " + String.format(Locale.ROOT, "%." + decimals + "f", most) : "";
		if (figures.isEmpty()) {
			line(what, "not measured", target, false);
			return;
		}
		line(what, figures.text(decimals), target, figures.median() >= least && figures.median() <= most);
	}

	private void line(String what, String value, String target, boolean met) {
		this.passed &= met;
		System.out.printf("%s  %s: %s%s%n", target.isEmpty() ? "    " : met ? "PASS" : "FAIL", what, value,
				target.isEmpty() ? "" : ", goal " + target);
	}

}
