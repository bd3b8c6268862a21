import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A started service process and what the kernel says about it. */
final class Service implements AutoCloseable {

	private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

	private final Process process;

	private final int port;

	private final double startSeconds;

	private Service(Process process, int port, double startSeconds) {
		this.process = process;
		this.port = port;
		this.startSeconds = startSeconds;
	}

	/**
	 * Starts a jar and waits for its first answer.
	 * @param probe a request target
	 * @param expected what its answer contains, whatever its status
	 */
	static Service start(Path jar, int port, List<String> arguments, Path log, String probe, String expected)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(Bench.javaOptions());
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
		for (String line : Files.readAllLines(Path.of("/proc", Long.toString(this.process.pid()), "smaps_rollup"))) {
			if (line.startsWith("Pss:")) {
				return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
			}
		}
		throw new IOException("no Pss in smaps_rollup");
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
