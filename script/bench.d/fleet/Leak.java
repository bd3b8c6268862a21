import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds and removes cameras many times, and compares what the process holds then with what it held before. */
final class Leak {

	static final int CAMERAS = 20;

	private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

	private static final int WARM_UP = 2;

	/** Threads end some seconds after their last work, those of requests after ten. */
	private static final int SETTLE_SECONDS = 20;

	private final Fleet fleet;

	private final int rounds;

	Leak(Fleet fleet, int rounds) {
		this.fleet = fleet;
		this.rounds = rounds;
	}

	/**
	 * The threads, descriptors and objects of the process.
	 *
	 * @param heapKilobytes the objects that are left after a collection
	 * @param perCamera those of the classes of which each camera has some
	 */
	record Held(int threads, int descriptors, double heapKilobytes, long perCamera) {
	}

	/** The result, with the seconds that one camera took to come and go. */
	record Result(Held before, Held after, double secondsEach) {
	}

	Result run() throws IOException, InterruptedException {
		for (int i = 0; i < WARM_UP; i++) {
			addAndRemove();
		}
		TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
		Held before = held();
		long begin = System.nanoTime();
		for (int i = 0; i < this.rounds; i++) {
			addAndRemove();
		}
		double took = (System.nanoTime() - begin) / 1e9;
		TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
		return new Result(before, held(), took / this.rounds / CAMERAS);
	}

	private void addAndRemove() throws IOException, InterruptedException {
		StringBuilder body = new StringBuilder("{\"instances\":{");
		for (int number = 2; number < 2 + CAMERAS; number++) {
			body.append((number == 2) ? "" : ",").append('"').append(number).append("\":{}");
		}
		expect(201, "POST", "/actuator/cameras", body.append("}}").toString());
		expect(200, "GET", "/actuator/cameras/2/thumbnail", "");
		for (int number = 2; number < 2 + CAMERAS; number++) {
			expect(204, "DELETE", "/actuator/cameras/" + number + "?purge=true", "");
		}
	}

	private void expect(int status, String method, String path, String body) throws IOException, InterruptedException {
		int actual = this.fleet.manage(method, path, body).statusCode();
		if (actual != status) {
			throw new IOException(method + " " + path + " is " + actual);
		}
	}

	private Held held() throws IOException, InterruptedException {
		double heap = 0;
		long perCamera = 0;
		for (String line : histogram().split("\n")) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				heap += Long.parseLong(row.group(2)) / 1024.0;
				boolean own = row.group(3).startsWith("org.camerad.") && !row.group(3).contains("$$Lambda");
				perCamera += own ? Long.parseLong(row.group(1)) : 0;
			}
		}
		return new Held(this.fleet.threads(), this.fleet.descriptors(), heap, perCamera);
	}

	/** Returns the live objects by class; the request collects garbage first. */
	private String histogram() throws IOException, InterruptedException {
		Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		Process process = new ProcessBuilder(jcmd.toString(), Long.toString(this.fleet.service().pid()),
				"GC.class_histogram")
			.redirectErrorStream(true)
			.start();
		String text = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) {
			throw new IOException("jcmd: " + text);
		}
		return text;
	}

}
