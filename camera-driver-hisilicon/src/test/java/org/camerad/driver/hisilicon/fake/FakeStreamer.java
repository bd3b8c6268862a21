package org.camerad.driver.hisilicon.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A Majestic streamer made of software, over real HTTP: strict about the documented
 * interface, and able to misbehave in the ways that real builds do.
 */
public final class FakeStreamer implements AutoCloseable {

	private static final int OK = 200;

	private static final String SCHEMA = "/api/v1/config.schema.json";

	private static final String CONFIG = "/api/v1/config.json";

	private static final String RELOAD = "/cgi-bin/j/mj-apply.cgi";

	/** What is wrong with pictures. */
	public enum PictureFault {

		NONE, EMPTY, CUT, BROKEN_OFF, LATE, NEVER, NO_JPEG, REFUSED

	}

	/** What is wrong with documents. */
	public enum DocumentFault {

		NONE, NONSENSE, HALF, BROKEN_OFF, ENDLESS, NEVER

	}

	private final FakeBuild build;

	private final FakeState state;

	private final ExecutorService handlers = Executors.newCachedThreadPool(FakeStreamer::daemon);

	private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(FakeStreamer::daemon);

	private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final AtomicInteger rectangles = new AtomicInteger();

	private final AtomicInteger connections = new AtomicInteger();

	private final int port;

	private volatile PictureFault pictureFault = PictureFault.NONE;

	private volatile DocumentFault documentFault = DocumentFault.NONE;

	private volatile boolean night;

	private final int rtspPort;

	private FakeRtsp rtsp;

	private @Nullable HttpServer server;

	private boolean pulled;

	FakeStreamer(FakeBuild build) {
		this.build = build;
		this.state = new FakeState(build);
		this.server = listen(0);
		this.port = this.server.getAddress().getPort();
		this.rtsp = new FakeRtsp(build, this.state, 0);
		this.rtspPort = this.rtsp.port();
		this.state.put("rtsp.port", String.valueOf(this.rtspPort));
	}

	private static Thread daemon(Runnable work) {
		Thread thread = new Thread(work, "fake-streamer");
		thread.setDaemon(true);
		return thread;
	}

	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	public String password() {
		return this.build.password;
	}

	/** What {@code camera.hisilicon.*} has to say to reach it, without that prefix. */
	public Map<String, String> properties() {
		Map<String, String> properties = new TreeMap<>(Map.of("streamer.url", url(), "board", "none"));
		if (!this.build.password.isEmpty()) {
			properties.put("streamer.password", this.build.password);
		}
		return properties;
	}

	/** The requests so far: method, target, body. */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	public void forgetRequests() {
		this.requests.clear();
	}

	/** What it holds and would tell. */
	public @Nullable String held(String path) {
		return this.state.held().get(path);
	}

	/** What its pipeline works with. */
	public @Nullable String working(String path) {
		return this.state.working(path);
	}

	public void pictures(PictureFault fault) {
		this.pictureFault = fault;
	}

	public void documents(DocumentFault fault) {
		this.documentFault = fault;
	}

	/** Takes a key's value and holds another one. */
	public void stubborn(String path, String taken, String held) {
		this.state.stubborn.put(path + "=" + taken, held);
	}

	/** Refuses a key's values, whatever its schema says. */
	public void refuse(String path) {
		this.state.refused.add(path);
	}

	/** Another firmware: from now on it does not have that key. */
	public void forget(String path) {
		this.build.keys.remove(path);
	}

	/** Somebody edits its file. */
	public void put(String path, String value) {
		this.state.put(path, value);
	}

	/** Something moves. */
	public void move() {
		this.rectangles.incrementAndGet();
	}

	public void night(boolean dark) {
		this.night = dark;
	}

	/** Pulls the plug. */
	public synchronized void pull() {
		this.pulled = true;
		HttpServer running = this.server;
		this.server = null;
		if (running != null) {
			running.stop(0);
		}
		closeRtsp();
	}

	private void closeRtsp() {
		try {
			this.rtsp.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Puts the plug back in: only what was saved is there. */
	public synchronized void plug() {
		this.pulled = false;
		this.state.restart();
		this.rtsp = new FakeRtsp(this.build, this.state, this.rtspPort);
		this.server = listen(this.port);
	}

	private HttpServer listen(int where) {
		for (int i = 0;; i++) {
			try {
				HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), where),
						64);
				listening.setExecutor(this.handlers);
				listening.createContext("/", this::handle);
				listening.start();
				return listening;
			}
			catch (IOException ex) {
				if (i == 50) {
					throw new UncheckedIOException(ex);
				}
				java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			}
		}
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String target = exchange.getRequestURI().toString();
			byte[] body = exchange.getRequestBody().readNBytes(1 << 20);
			this.requests
				.add((exchange.getRequestMethod() + " " + target + " " + new String(body, StandardCharsets.UTF_8))
					.strip());
			if (!isAdmitted(exchange)) {
				exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"openipc\"");
				send(exchange, 401, "text/plain", bytes("unauthorized"));
				return;
			}
			String path = exchange.getRequestURI().getPath();
			if (this.build.unknownTargets.contains(path)) {
				send(exchange, 404, "text/html", bytes("<html>not found</html>"));
				return;
			}
			answer(exchange, path, body);
		}
	}

	private boolean isAdmitted(HttpExchange exchange) {
		String expected = "Basic "
				+ Base64.getEncoder().encodeToString(bytes(this.build.user + ":" + this.build.password));
		return this.build.password.isEmpty() || expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
	}

	private void answer(HttpExchange exchange, String path, byte[] body) throws IOException {
		boolean get = exchange.getRequestMethod().equals("GET");
		String query = exchange.getRequestURI().getRawQuery();
		switch (path) {
			case SCHEMA -> document(exchange, this.build.keys.schema(this.build.classified));
			case CONFIG -> document(exchange, this.build.keys.config(this.state.held()));
			case "/api/v1/config" -> written(exchange, get ? 405 : this.state.write(body));
			case "/api/v1/set" -> written(exchange, set(String.valueOf(query)));
			case "/api/v1/reset" -> written(exchange, reset(String.valueOf(query)));
			case RELOAD -> reloadWhenAsked(exchange);
			case "/image.jpg" -> picture(exchange, query);
			case "/mjpeg" -> mjpeg(exchange);
			case "/metrics", "/metrics/motion", "/metrics/night" -> send(exchange, OK, "text/plain", bytes(metrics()));
			default -> send(exchange, 404, "text/html", bytes("<html>not found</html>"));
		}
	}

	private int set(String query) {
		String[] sides = query.split("=", 2);
		return (sides.length == 2) ? this.state.set(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8))
				: 400;
	}

	private int reset(String query) {
		List<String> paths = Arrays.stream(query.split("&"))
			.filter((pair) -> pair.startsWith("key="))
			.map((pair) -> pair.substring("key=".length()))
			.toList();
		return this.state.reset(paths);
	}

	private void written(HttpExchange exchange, int status) throws IOException {
		String said = switch (status) {
			case OK -> "";
			case 400 -> "value out of range";
			case 404 -> "no such key";
			default -> "not so";
		};
		boolean reloads = status == OK && this.state.needsRebuild();
		if (reloads && this.build.reloading == FakeBuild.Reloading.AT_ONCE) {
			this.state.rebuild();
			this.rtsp.breakOff();
		}
		send(exchange, status, "text/plain", bytes(said));
		if (reloads && this.build.reloading == FakeBuild.Reloading.BY_ITSELF) {
			this.later.schedule(this::goAway, 50, TimeUnit.MILLISECONDS);
		}
	}

	private void reloadWhenAsked(HttpExchange exchange) throws IOException {
		send(exchange, OK, "application/json", bytes("{\"ok\":true}"));
		this.later.schedule(this::goAway, 300, TimeUnit.MILLISECONDS);
	}

	/** The reload, during which connections are refused. */
	private synchronized void goAway() {
		HttpServer running = this.server;
		this.server = null;
		if (running != null) {
			running.stop(0);
			this.rtsp.breakOff();
			this.later.schedule(this::comeBack, this.build.away.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void comeBack() {
		if (!this.pulled && this.server == null) {
			this.state.rebuild();
			this.rtsp.breakOff();
			this.server = listen(this.port);
		}
	}

	private void document(HttpExchange exchange, String json) throws IOException {
		switch (this.documentFault) {
			case NONE -> send(exchange, OK, "application/json", bytes(json));
			case NONSENSE -> send(exchange, OK, "application/json", bytes("<html>I am a page</html>"));
			case HALF -> send(exchange, OK, "application/json", bytes(json.substring(0, json.length() / 2)));
			case BROKEN_OFF -> brokenOff(exchange, bytes(json));
			case ENDLESS -> endless(exchange);
			case NEVER -> hold();
		}
	}

	private void picture(HttpExchange exchange, @Nullable String query) throws IOException {
		if (!this.state.working("jpeg.enabled", "true").equals("true")) {
			send(exchange, 503, "text/plain", bytes("JPEG is off"));
			return;
		}
		String size = size(query);
		if (!size.contains("x")) {
			send(exchange, Integer.parseInt(size), "text/plain",
					bytes("snapshot is larger than jpeg.tuned allows; ask for a smaller size"));
			return;
		}
		int level = Integer.parseInt(this.state.working("image.luminance", "50")) * 255 / 100;
		faulty(exchange, FakePictures.jpeg(size, level));
	}

	private String mainSize() {
		String main = this.state.working("video0.size", "1920x1080");
		String jpeg = this.state.working("jpeg.size", "");
		return jpeg.isEmpty() ? main : jpeg;
	}

	/** The size that is to be given, or the status of the refusal. */
	private String size(@Nullable String query) {
		if (query == null || !query.contains("width=")) {
			return mainSize();
		}
		Map<String, Integer> asked = new TreeMap<>();
		for (String pair : query.split("&")) {
			asked.put(pair.substring(0, pair.indexOf('=')), Integer.valueOf(pair.substring(pair.indexOf('=') + 1)));
		}
		FakeKeys.Key tuned = this.build.keys.find("jpeg.tuned");
		String most = (tuned != null) ? this.state.working("jpeg.tuned", "") : mainSize();
		if (most.isEmpty()) {
			return "503";
		}
		boolean fits = asked.getOrDefault("width", 0) <= Integer.parseInt(most.split("x")[0])
				&& asked.getOrDefault("height", 0) <= Integer.parseInt(most.split("x")[1]);
		return fits ? asked.get("width") + "x" + asked.get("height") : "400";
	}

	private void faulty(HttpExchange exchange, byte[] jpeg) throws IOException {
		switch (this.pictureFault) {
			case NONE -> send(exchange, OK, "image/jpeg", jpeg);
			case EMPTY -> send(exchange, OK, "image/jpeg", new byte[0]);
			case CUT -> send(exchange, OK, "image/jpeg", Arrays.copyOf(jpeg, jpeg.length / 2));
			case BROKEN_OFF -> brokenOff(exchange, jpeg);
			case LATE -> {
				await(Duration.ofMillis(1500));
				send(exchange, OK, "image/jpeg", jpeg);
			}
			case NEVER -> hold();
			case NO_JPEG -> send(exchange, OK, "image/jpeg", bytes("x".repeat(5000)));
			case REFUSED -> send(exchange, 503, "text/plain", bytes("no block for a snapshot"));
		}
	}

	private void mjpeg(HttpExchange exchange) throws IOException {
		this.connections.incrementAndGet();
		exchange.getResponseHeaders().add("Content-Type", "multipart/x-mixed-replace; boundary=boundarydonotcross");
		exchange.sendResponseHeaders(OK, 0);
		try (OutputStream out = exchange.getResponseBody()) {
			while (this.pictureFault == PictureFault.NONE && this.closed.getCount() > 0) {
				byte[] jpeg = FakePictures.jpeg(mainSize(), 128);
				out.write(bytes("\r\n--boundarydonotcross\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length
						+ "\r\n\r\n"));
				out.write(jpeg);
				out.flush();
				await(Duration.ofMillis(1000 / Integer.parseInt(this.state.working("jpeg.fps", "5"))));
			}
			if (this.pictureFault == PictureFault.NEVER) {
				hold();
			}
		}
		finally {
			this.connections.decrementAndGet();
		}
	}

	/** How many receive its RTSP. */
	public int rtspViewers() {
		return this.rtsp.viewers.get();
	}

	/** From now on a packet of every such picture is lost. */
	public void lossy(int every) {
		this.rtsp.lossy = every;
	}

	/** How many watch its MJPEG. */
	public int mjpegViewers() {
		return this.connections.get();
	}

	private String metrics() {
		return """
				# HELP node_uname_info Labeled system information as provided by the uname system call.
				# TYPE node_uname_info gauge
				node_uname_info{machine="armv7l",nodename="camera",release="4.9.37",sysname="Linux"} 1
				# TYPE md_rects_acc_total counter
				md_rects_acc_total %d
				# TYPE night_enabled gauge
				night_enabled %d
				""".formatted(this.rectangles.get(), this.night ? 1 : 0);
	}

	private static void brokenOff(HttpExchange exchange, byte[] body) throws IOException {
		exchange.sendResponseHeaders(OK, body.length);
		exchange.getResponseBody().write(body, 0, body.length / 2);
		exchange.getResponseBody().flush();
	}

	private void endless(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(OK, 0);
		byte[] blanks = bytes(" ".repeat(1 << 16));
		while (this.closed.getCount() > 0 && this.documentFault == DocumentFault.ENDLESS) {
			exchange.getResponseBody().write(blanks);
		}
	}

	private void hold() {
		await(Duration.ofMinutes(5));
	}

	private void await(Duration time) {
		try {
			this.closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
		if (body.length > 0) {
			exchange.getResponseBody().write(body);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.closed.countDown();
		pull();
		this.later.shutdownNow();
		this.handlers.shutdownNow();
	}

}
