import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * The device profile beside the bare service with the same options, prepared in the same
 * way: the context as code and a class archive. Prints PASS or FAIL for each goal.
 */
final class DeviceBench {

	private static final double MOST_MEBIBYTES = 120;

	private final Comparison comparison;

	private final Path work;

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
		int sessions = quick ? 1 : 2;
		for (int session = 0; session < sessions; session++) {
			comparison.run(session, EnumSet.of(Bench.Group.START, Bench.Group.REQUESTS));
		}
		new Report(comparison).print();
		boolean passed = new DeviceBench(comparison, work).goals(quick ? 2 : 4);
		System.exit(passed && comparison.wrong() == 0 ? 0 : 1);
	}

	private boolean goals(int rounds) throws IOException, InterruptedException {
		Figures camerad = new Figures();
		Figures pictures = new Figures();
		Figures bare = new Figures();
		int wrong = 0;
		for (int round = 0; round < rounds; round++) {
			Bench.say("memory after the requests of the contract");
			int requests;
			try (Service service = this.comparison.startCamerad(this.work.resolve("suite" + round))) {
				Suite suite = Suite.logIn(service, Comparison.PASSWORD);
				requests = suite.run(25);
				camerad.add(settled(service));
				suite.pictures(10);
				pictures.add(settled(service));
				wrong += suite.wrong();
			}
			try (Service service = this.comparison.startBare(); Connection connection = new Connection(service.port())) {
				for (int i = 0; i < requests; i++) {
					connection.get(Comparison.QUERY + i);
				}
				bare.add(settled(service));
			}
		}
		System.out.println();
		goal("PSS after the contract's requests beside bare", camerad.over(bare), 2, 0, 1.05);
		boolean java17 = Runtime.version().feature() == 17;
		goal("PSS after the contract's requests, MiB", camerad, 0, 0, java17 ? MOST_MEBIBYTES : Double.MAX_VALUE);
		goal("PSS after drawn pictures of 1080P, MiB", pictures, 0, 0, Double.MAX_VALUE);
		goal("start beside bare", ratio("start s"), 2, 0, 1.10);
		goal("processor time of the start beside bare", ratio("start CPU s"), 2, 0, Double.MAX_VALUE);
		for (int connections : Comparison.CONNECTIONS) {
			goal("requests/s beside bare, " + connections + " connections", ratio(connections + " req/s"), 2, 0.9,
					Double.MAX_VALUE);
		}
		line("answers of the contract that are wrong", String.valueOf(wrong), "0", wrong == 0);
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
		line(what, figures.text(decimals), target, figures.median() >= least && figures.median() <= most);
	}

	private void line(String what, String value, String target, boolean met) {
		this.passed &= met;
		System.out.printf("%s  %s: %s%s%n", target.isEmpty() ? "    " : met ? "PASS" : "FAIL", what, value,
				target.isEmpty() ? "" : ", goal " + target);
	}

}
