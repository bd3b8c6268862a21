package org.camerad.driver.hisilicon.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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

	private static final int OK = Reply.OK;

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

	private final PowerSwitch power = new PowerSwitch();

	private final FakeDocuments documents = new FakeDocuments(this.power);

	private final FakePictureServer pictures;

	private final AtomicInteger rectangles = new AtomicInteger();

	private final int port;

	private volatile boolean night;

	private final int rtspPort;

	private FakeRtsp rtsp;

	private @Nullable HttpServer server;

	private boolean pulled;

	FakeStreamer(FakeBuild build) {
		this.build = build;
		this.state = new FakeState(build);
		this.pictures = new FakePictureServer(build, this.state, this.power);
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
		this.pictures.fault = fault;
	}

	public void documents(DocumentFault fault) {
		this.documents.fault = fault;
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
				Reply.send(exchange, 401, "text/plain", Reply.bytes("unauthorized"));
				return;
			}
			String path = exchange.getRequestURI().getPath();
			if (this.build.unknownTargets.contains(path)) {
				Reply.send(exchange, 404, "text/html", Reply.bytes("<html>not found</html>"));
				return;
			}
			answer(exchange, path, body);
		}
	}

	private boolean isAdmitted(HttpExchange exchange) {
		String expected = "Basic "
				+ Base64.getEncoder().encodeToString(Reply.bytes(this.build.user + ":" + this.build.password));
		return this.build.password.isEmpty() || expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
	}

	private void answer(HttpExchange exchange, String path, byte[] body) throws IOException {
		boolean get = exchange.getRequestMethod().equals("GET");
		String query = exchange.getRequestURI().getRawQuery();
		switch (path) {
			case SCHEMA -> this.documents.document(exchange, this.build.keys.schema(this.build.classified));
			case CONFIG -> this.documents.document(exchange, this.build.keys.config(this.state.held()));
			case "/api/v1/config" -> written(exchange, get ? 405 : this.state.write(body));
			case "/api/v1/set" -> written(exchange, this.state.setByQuery(String.valueOf(query)));
			case "/api/v1/reset" -> written(exchange, this.state.resetByQuery(String.valueOf(query)));
			case RELOAD -> reloadWhenAsked(exchange);
			case "/image.jpg" -> this.pictures.picture(exchange, query);
			case "/mjpeg" -> this.pictures.mjpeg(exchange);
			case "/metrics", "/metrics/motion", "/metrics/night" ->
				Reply.send(exchange, OK, "text/plain", Reply.bytes(metrics()));
			default -> Reply.send(exchange, 404, "text/html", Reply.bytes("<html>not found</html>"));
		}
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
		Reply.send(exchange, status, "text/plain", Reply.bytes(said));
		if (reloads && this.build.reloading == FakeBuild.Reloading.BY_ITSELF) {
			this.later.schedule(this::goAway, 50, TimeUnit.MILLISECONDS);
		}
	}

	private void reloadWhenAsked(HttpExchange exchange) throws IOException {
		Reply.send(exchange, OK, "application/json", Reply.bytes("{\"ok\":true}"));
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

	/** How many receive its RTSP. */
	public int rtspViewers() {
		return this.rtsp.media.viewers.get();
	}

	/** From now on a packet of every such picture is lost. */
	public void lossy(int every) {
		this.rtsp.media.lossy = every;
	}

	/** How many watch its MJPEG. */
	public int mjpegViewers() {
		return this.pictures.viewers();
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

	@Override
	public void close() {
		this.power.turnOff();
		pull();
		this.later.shutdownNow();
		this.handlers.shutdownNow();
	}

}
