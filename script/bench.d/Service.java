import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A started service process and what the kernel says about it. */
final class Service implements AutoCloseable {

	private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(180);

	/** The kernel counts processor time in these on every Linux that Java runs on. */
	private static final double TICKS_PER_SECOND = 100;

	private final Process process;

	private final int port;

	private final double startSeconds;

	private Service(Process process, int port, double startSeconds) {
		this.process = process;
		this.port = port;
		this.startSeconds = startSeconds;
	}

	/** The JVM options that the environment's JAVA_OPTIONS asks for, empty when it has none. */
	static List<String> givenOptions() {
		String given = Objects.requireNonNullElse(System.getenv("JAVA_OPTIONS"), "").trim();
		return given.isEmpty() ? List.of() : List.of(given.split("\\s+"));
	}

	/**
	 * Starts a jar on a free port and waits for its first answer.
	 * @param options the JVM's
	 * @param probe a request target
	 * @param expected what its answer contains, whatever its status
	 */
	static Service start(List<String> options, Path jar, List<String> arguments, Path log, String probe, String expected)
			throws IOException, InterruptedException {
		return start(options, jar, arguments, log, probe, expected, freePort());
	}

	/** The same on a port of the caller's choice. */
	static Service start(List<String> options, Path jar, List<String> arguments, Path log, String probe, String expected,
			int port) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(options);
		command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port));
		command.addAll(arguments);
		long begin = System.nanoTime();
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.redirectInput(new File("/dev/null"))
			.start();
		try {
			while (!answers(port, probe, expected)) {
				if (!process.isAlive() || System.nanoTime() - begin > START_LIMIT_NANOS) {
					throw new IOException("no answer from " + jar + ", see " + log);
				}
				Thread.sleep(3);
			}
			return new Service(process, port, (System.nanoTime() - begin) / 1e9);
		}
		catch (IOException | InterruptedException ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	private static boolean answers(int port, String probe, String expected) throws IOException {
		String answer;
		try (Connection connection = new Connection(port)) {
			answer = connection.get(probe);
		}
		catch (IOException ex) {
			return false; // not listening yet
		}
		if (!answer.contains(expected)) {
			throw new IOException("expected " + expected + " in: " + answer);
		}
		return true;
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	int port() {
		return this.port;
	}

	long pid() {
		return this.process.pid();
	}

	double startSeconds() {
		return this.startSeconds;
	}

	/** The process's share of memory: what it alone uses and its part of what it shares. */
	double pssMebibytes() throws IOException {
		return mebibytes("Pss:");
	}

	/** Returns the use of a service that shares nothing, as on a board with no other JVM. */
	double rssMebibytes() throws IOException {
		return mebibytes("Rss:");
	}

	private double mebibytes(String name) throws IOException {
		for (String line : Files.readAllLines(Path.of("/proc", Long.toString(this.process.pid()), "smaps_rollup"))) {
			if (line.startsWith(name)) {
				return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
			}
		}
		throw new IOException("no " + name + " in smaps_rollup");
	}

	/** Processor time of the JIT compilers' threads so far. */
	double compilerSeconds() throws IOException {
		long ticks = 0;
		try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(this.process.pid()), "task"))) {
			for (Path task : tasks.toList()) {
				ticks += compilerTicks(task);
			}
		}
		return ticks / TICKS_PER_SECOND;
	}

	private static long compilerTicks(Path task) throws IOException {
		try {
			String stat = Files.readString(task.resolve("stat"));
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			return stat.contains("(C1 Comp") || stat.contains("(C2 Comp")
					? Long.parseLong(fields[11]) + Long.parseLong(fields[12]) : 0;
		}
		catch (NoSuchFileException ex) {
			return 0; // the thread has ended meanwhile
		}
	}

	/** User and system time so far. */
	double cpuSeconds() {
		return this.process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
	}

	@Override
	public void close() throws IOException {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
