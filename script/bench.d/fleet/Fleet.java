import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A service that hosts cameras, from its first start on. */
final class Fleet implements AutoCloseable {

	private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(180);

	/** Below the ports that the system gives to clients. */
	private static final int FIRST_PORT = 10_000;

	private static final int LAST_PORT = 30_000;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Service service;

	private final Path data;

	private final int count;

	private final int management;

	private final double startSeconds;

	private final double startCpuSeconds;

	private Fleet(Service service, Path data, int count, int management, long begin)
			throws IOException, InterruptedException {
		this.service = service;
		this.data = data;
		this.count = count;
		this.management = management;
		awaitAll(begin);
		this.startSeconds = (System.nanoTime() - begin) / 1e9;
		this.startCpuSeconds = service.cpuSeconds();
	}

	/**
	 * Starts the service in an empty folder, and waits until each camera answers and has its administrator.
	 * @param spare the number of ports after those of the cameras that stay free
	 */
	static Fleet start(Path jar, Path work, int count, int spare) throws IOException, InterruptedException {
		int range = count + spare;
		int port = freeRange(2 * range + 1);
		Path data = Files.createDirectory(work.resolve("fleet-" + count + "-" + System.nanoTime()));
		int management = port + 2 * range;
		List<String> arguments = new ArrayList<>(List.of("--camera.count=" + count, "--camera.driver=sim",
				"--camera.data-dir=" + data, "--camera.rtsp.port=" + (port + range),
				"--management.server.port=" + management));
		List<String> options = new ArrayList<>(Service.givenOptions());
		if (options.isEmpty()) {
			// Those of script/run.
			options.addAll(List.of("-XX:+UseSerialGC", "-Xss256k", "-Xmx" + (192 + count / 2) + "m"));
		}
		long begin = System.nanoTime();
		Service service = Service.start(options, jar, arguments, work.resolve("fleet-" + count + ".log"),
				"/cgi-bin/image?uid=none0000", "", port);
		try {
			return new Fleet(service, data, count, management, begin);
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			service.close();
			throw ex;
		}
	}

	private static int freeRange(int size) throws IOException {
		for (int attempt = 0; attempt < 100; attempt++) {
			int first = FIRST_PORT + new Random().nextInt(LAST_PORT - FIRST_PORT - size);
			if (isFree(first, size)) {
				return first;
			}
		}
		throw new IOException("no " + size + " ports in a row are free");
	}

	private static boolean isFree(int first, int size) {
		for (int port = first; port < first + size; port++) {
			try (ServerSocket probe = new ServerSocket(port, 1)) {
				probe.setReuseAddress(true);
			}
			catch (IOException ex) {
				return false;
			}
		}
		return true;
	}

	private void awaitAll(long begin) throws IOException, InterruptedException {
		for (int number = 1; number <= this.count; number++) {
			while (!Files.exists(passwordFile(number)) || !answers(number)) {
				if (System.nanoTime() - begin > START_LIMIT_NANOS) {
					throw new IOException("camera " + number + " does not answer");
				}
				Thread.sleep(5);
			}
		}
		while (!isReady()) {
			if (System.nanoTime() - begin > START_LIMIT_NANOS) {
				throw new IOException("the service is not ready");
			}
			Thread.sleep(20);
		}
	}

	private boolean isReady() throws InterruptedException {
		try {
			return manage("GET", "/actuator/health/readiness", "").statusCode() == 200;
		}
		catch (IOException ex) {
			return false; // not listening yet
		}
	}

	private boolean answers(int number) {
		try (Connection connection = new Connection(port(number))) {
			return connection.get("/cgi-bin/image?uid=none0000").contains("uid error");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Path passwordFile(int number) {
		return ((number == 1) ? this.data : this.data.resolve("camera-" + number)).resolve("admin-password");
	}

	/** Logs in to a camera and returns the uid. */
	String logIn(int number) throws IOException {
		String password = Files.readString(passwordFile(number)).strip();
		try (Connection connection = new Connection(port(number))) {
			String answer = connection.get("/cgi-bin/getuid?username=admin&password=" + password);
			int at = answer.indexOf("<uid>");
			if (at < 0) {
				throw new IOException("no uid from camera " + number + ": " + answer);
			}
			return answer.substring(at + 5, answer.indexOf('<', at + 5));
		}
	}

	/** Sends a request to the management port and returns the answer. */
	HttpResponse<byte[]> manage(String method, String path, String body) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.management + path))
			.timeout(Duration.ofMinutes(2))
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofByteArray());
	}

	int count() {
		return this.count;
	}

	int port(int number) {
		return this.service.port() + number - 1;
	}

	Service service() {
		return this.service;
	}

	double startSeconds() {
		return this.startSeconds;
	}

	double startCpuSeconds() {
		return this.startCpuSeconds;
	}

	/** Returns the processor time of the following seconds, in percent of a core. */
	double idlePercent(int seconds) throws InterruptedException {
		double before = this.service.cpuSeconds();
		long begin = System.nanoTime();
		TimeUnit.SECONDS.sleep(seconds);
		return (this.service.cpuSeconds() - before) * 100 / ((System.nanoTime() - begin) / 1e9);
	}

	int threads() throws IOException {
		return entries("task");
	}

	int descriptors() throws IOException {
		return entries("fd");
	}

	private int entries(String folder) throws IOException {
		try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(this.service.pid()), folder))) {
			return (int) all.count();
		}
	}

	@Override
	public void close() throws IOException {
		this.service.close();
	}

}
