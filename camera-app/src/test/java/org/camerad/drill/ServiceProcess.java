package org.camerad.drill;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A running service and a client of it. Thread-safe. */
final class ServiceProcess implements AutoCloseable {

	private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(90);

	private static final Pattern UID = Pattern.compile("<uid>([0-9A-Za-z]{8})</uid>");

	private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

	private static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	/** All that run, so that an interrupted drill leaves none behind. */
	private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

	private final Process process;

	private final Launch launch;

	private final int port;

	private final int management;

	private final Path log;

	private ServiceProcess(Process process, Launch launch, int port, int management, Path log) {
		this.process = process;
		this.launch = launch;
		this.port = port;
		this.management = management;
		this.log = log;
	}

	static ServiceProcess start(Launch launch) throws IOException {
		int port = freePort();
		int management = freePort();
		Path log = Files.createTempFile(Path.of(System.getProperty("drill.work")), "service-", ".log");
		ProcessBuilder builder = new ProcessBuilder(launch.command(port, management)).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.redirectInput(new File("/dev/null"));
		builder.environment().putAll(launch.environment());
		Process process = builder.start();
		RUNNING.add(process);
		process.onExit().thenAccept(RUNNING::remove);
		return new ServiceProcess(process, launch, port, management, log);
	}

	static void killAll() {
		RUNNING.forEach(Process::destroyForcibly);
	}

	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	ServiceProcess awaitReady() throws IOException, InterruptedException {
		if (!await(() -> health("/readiness").isOk() || !isAlive(), START_LIMIT_NANOS) || !isAlive()) {
			kill();
			throw new IOException("the service does not become ready: " + lastLine());
		}
		return this;
	}

	/** Waits until the service is alive and answers on its port, ready or not. */
	ServiceProcess awaitAnswer() throws IOException, InterruptedException {
		if (!await(() -> get("/cgi-bin/getuid").status() != 0 || !isAlive(), START_LIMIT_NANOS) || !isAlive()) {
			kill();
			throw new IOException("the service does not answer: " + lastLine());
		}
		return this;
	}

	/** Returns whether a condition came true in time. */
	static boolean await(BooleanSupplier condition, long nanos) throws InterruptedException {
		long end = System.nanoTime() + nanos;
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				return false;
			}
			Thread.sleep(20);
		}
		return true;
	}

	static boolean awaitSeconds(BooleanSupplier condition, double seconds) throws InterruptedException {
		return await(condition, (long) (seconds * 1e9));
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	long pid() {
		return this.process.pid();
	}

	/** Returns the processor time so far. */
	Duration cpu() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	int threads() throws IOException {
		return count("task");
	}

	int descriptors() throws IOException {
		return count("fd");
	}

	private int count(String folder) throws IOException {
		try (Stream<Path> all = Files.list(Path.of("/proc", String.valueOf(pid()), folder))) {
			return (int) all.count();
		}
	}

	long rssKilobytes() throws IOException {
		String status = Files.readString(Path.of("/proc", String.valueOf(pid()), "status"));
		return Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+([0-9]+) kB.*", "$1"));
	}

	/** Returns the size of the objects that are in use, after a garbage collection. */
	long liveBytes() throws IOException, InterruptedException {
		Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				String.valueOf(pid()), "GC.class_histogram")
			.redirectErrorStream(true)
			.start();
		String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		jcmd.waitFor();
		return Long.parseLong(histogram.replaceAll("(?s).*\nTotal +[0-9]+ +([0-9]+).*", "$1"));
	}

	int port() {
		return this.port;
	}

	String log() throws IOException {
		return new String(Files.readAllBytes(this.log), StandardCharsets.UTF_8);
	}

	/** Returns the line of the log that says why the service ended. */
	String lastLine() throws IOException {
		return log().lines()
			.filter((line) -> line.contains("Description:") || line.contains("cannot") || line.contains("must")
					|| line.contains("ERROR") || line.contains("Exception"))
			.reduce((first, second) -> second)
			.orElse("no line in " + this.log);
	}

	Reply get(String target) {
		return send(HttpRequest.newBuilder(uri(this.port, target)));
	}

	/** A request with HTTP Basic. */
	Reply getBasic(String target) {
		return send(basic(target));
	}

	Reply upload(byte[] image) {
		return send(basic("/cgi-bin/OnvifFirmwareUpgrade").header("Content-Type", "application/octet-stream")
			.POST(HttpRequest.BodyPublishers.ofByteArray(image)));
	}

	private HttpRequest.Builder basic(String target) {
		String credentials = Launch.ADMIN + ":" + password();
		return HttpRequest.newBuilder(uri(this.port, target))
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
	}

	Reply health(String part) {
		return send(HttpRequest.newBuilder(uri(this.management, "/actuator/health" + part)));
	}

	Reply management(String method, String path, String json) {
		return send(HttpRequest.newBuilder(uri(this.management, path))
			.header("Content-Type", "application/json")
			.method(method, HttpRequest.BodyPublishers.ofString(json)));
	}

	private static URI uri(int port, String target) {
		return URI.create("http://127.0.0.1:" + port + target);
	}

	private static Reply send(HttpRequest.Builder request) {
		try {
			HttpResponse<byte[]> response = CLIENT.send(request.timeout(REQUEST_LIMIT).build(),
					HttpResponse.BodyHandlers.ofByteArray());
			return new Reply(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			return Reply.NONE;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Reply.NONE;
		}
	}

	/** Returns the administrator's password, also a generated one. */
	String password() {
		if (!this.launch.password().isEmpty()) {
			return this.launch.password();
		}
		try {
			return Files.readString(this.launch.data().resolve("admin-password")).strip();
		}
		catch (IOException ex) {
			return "none";
		}
	}

	/** Returns a uid, empty if the log-in failed. */
	String logIn() throws InterruptedException {
		String known = this.launch.known().isEmpty() ? "" : logIn(Launch.ADMIN, this.launch.known());
		if (!known.isEmpty()) {
			return known;
		}
		awaitSeconds(() -> !password().equals("none"), 5);
		return logIn(Launch.ADMIN, password());
	}

	String logIn(String user, String password) {
		Reply reply = get("/cgi-bin/getuid?username=" + user + "&password="
				+ URLEncoder.encode(password, StandardCharsets.UTF_8));
		Matcher uid = UID.matcher(reply.text());
		return uid.find() ? uid.group(1) : "";
	}

	/** Ends the process as a power cut does. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		this.process.waitFor();
	}

	/**
	 * Waits for the end of the process and returns its exit code, -1 if it does not end.
	 */
	int exitCode(double seconds) throws InterruptedException {
		return this.process.waitFor((long) (seconds * 1000), TimeUnit.MILLISECONDS) ? this.process.exitValue() : -1;
	}

	/** Stops the service in order, else kills it. */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				kill();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
