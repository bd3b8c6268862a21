import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Camerad beside the bare framework: requests, start, memory, durable settings, each with
 * the options of a device and with those of script/run.
 */
final class Bench {

	/** A group of figures that can be measured alone. */
	enum Group {

		REQUESTS, START, PSS, DURABLE

	}

	private static final List<String> DEVICE = List.of("-XX:+UseSerialGC", "-Xmx64m", "-Xss256k",
			"-XX:TieredStopAtLevel=1");

	private static final List<String> DEFAULT = List.of("-XX:+UseSerialGC", "-Xss256k", "-Xmx192m");

	private Bench() {
	}

	/**
	 * Arguments: Camerad's jar, the bare service's jar, a work folder, quick or full, and a
	 * group or all.
	 */
	public static void main(String[] arguments) throws Exception {
		Path work = Path.of(arguments[2]);
		boolean quick = arguments[3].equals("quick");
		Set<Group> groups = arguments[4].equals("all") ? EnumSet.allOf(Group.class)
				: EnumSet.of(Group.valueOf(arguments[4].toUpperCase(Locale.ROOT)));
		List<Comparison> comparisons = new ArrayList<>();
		for (List<String> options : optionSets()) {
			comparisons.add(new Comparison(options, Path.of(arguments[0]), Path.of(arguments[1]),
					work.resolve("set" + comparisons.size()), quick));
		}
		int sessions = quick ? 1 : 2;
		for (int session = 0; session < sessions; session++) {
			for (Comparison comparison : comparisons) {
				say("session " + (session + 1) + " of " + sessions + ", " + comparison.options());
				comparison.run(session, groups);
			}
		}
		boolean right = true;
		for (Comparison comparison : comparisons) {
			new Report(comparison).print();
			right &= comparison.wrong() == 0;
		}
		if (!right) {
			System.err.println("wrong answers: the figures are worth nothing");
			System.exit(1);
		}
	}

	private static List<List<String>> optionSets() {
		List<String> given = Service.givenOptions();
		return given.isEmpty() ? List.of(DEVICE, DEFAULT) : List.of(given);
	}

	static void say(String what) {
		System.err.println("bench: " + what);
	}

}
