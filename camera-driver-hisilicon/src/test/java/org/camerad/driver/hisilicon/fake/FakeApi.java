package org.camerad.driver.hisilicon.fake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;

/** The HTTP interface of the fake streamer. */
final class FakeApi {

	private static final int OK = HttpReply.OK;

	private static final String SCHEMA = "/api/v1/config.schema.json";

	private static final String CONFIG = "/api/v1/config.json";

	private static final String RELOAD = "/cgi-bin/j/mj-apply.cgi";

	private final FakeBuild build;

	private final FakeState state;

	private final Reload reload;

	final FakeDocuments documents;

	final FakePictureServer pictures;

	/** The requests so far: method, target, body. */
	final Queue<String> requests = new ConcurrentLinkedQueue<>();

	/** The number of motions so far. */
	final AtomicInteger rectangles = new AtomicInteger();

	/** The cookies of the sessions. */
	final Set<String> sessions = ConcurrentHashMap.newKeySet();

	/** The number of checks of the password so far. */
	final AtomicInteger logIns = new AtomicInteger();

	/** The status with which it answers each write; 0 if it takes them. */
	volatile int writeStatus;

	volatile boolean night;

	/** True while the light monitor takes the streamer back to its day mode. */
	volatile boolean bright;

	private final FakeBoard board;

	FakeApi(FakeBuild build, FakeState state, PowerSwitch power, Reload reload) {
		this.build = build;
		this.state = state;
		this.reload = reload;
		this.documents = new FakeDocuments(power);
		this.pictures = new FakePictureServer(build, state, power);
		this.board = new FakeBoard(build.webInterface, reload::reboot);
	}

	/** The reload of the pipeline. */
	interface Reload {

		void atOnce();

		/** Reloads after a time; the server is then unavailable for a while. */
		void after(Duration time);

		/** Reboots the board: it responds for a while, and later again. */
		void reboot();

	}

	void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String target = exchange.getRequestURI().toString();
			byte[] body = exchange.getRequestBody().readNBytes(1 << 20);
			this.requests
				.add((exchange.getRequestMethod() + " " + target + " " + new String(body, StandardCharsets.UTF_8))
					.strip());
			boolean isLogInPage = exchange.getRequestURI().getPath().equals("/login.html") && !this.build.unclaimed;
			if (!isLogInPage && (this.build.unclaimed || !isAdmitted(exchange))) {
				exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"openipc\"");
				HttpReply.send(exchange, 401, "text/plain", HttpReply.bytes("unauthorized"));
				return;
			}
			String path = exchange.getRequestURI().getPath();
			if (this.build.unknownTargets.contains(path)) {
				HttpReply.send(exchange, 404, "text/html", HttpReply.bytes("<html>not found</html>"));
				return;
			}
			respond(exchange, path, body);
		}
	}

	private boolean isAdmitted(HttpExchange exchange) {
		String expected = "Basic "
				+ Base64.getEncoder().encodeToString(HttpReply.bytes(this.build.user + ":" + this.build.password));
		if (this.build.password.isEmpty()
				|| this.sessions.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")))) {
			return true;
		}
		boolean right = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
		if (right && this.build.sessions) {
			String cookie = "session=" + Integer.toHexString(this.logIns.incrementAndGet());
			this.sessions.add(cookie);
			exchange.getResponseHeaders().add("Set-Cookie", cookie + "; HttpOnly; SameSite=Strict");
		}
		return right;
	}

	private void respond(HttpExchange exchange, String path, byte[] body) throws IOException {
		boolean get = exchange.getRequestMethod().equals("GET");
		String query = exchange.getRequestURI().getRawQuery();
		switch (path) {
			case SCHEMA -> this.documents.document(exchange, this.build.keys.schema(this.build.classified));
			case CONFIG -> this.documents.document(exchange, this.build.keys.config(this.state.held()));
			case "/cgi-bin/j/ptz.cgi" -> HttpReply.send(exchange, (this.build.motors != null) ? OK : 404, "text/plain",
					HttpReply.bytes(String.valueOf(this.build.motors)));
			case FakeBoard.STATE, FakeBoard.TIME, FakeBoard.REBOOT -> this.board.respond(exchange, path, query);
			case "/night/on", "/night/off" -> setNight(exchange, path.endsWith("on"));
			case "/login.html" -> HttpReply.send(exchange, OK, "text/html", HttpReply.bytes("<html>log in</html>"));
			case "/api/v1/config" ->
				respondToWrite(exchange, (get || this.writeStatus != 0) ? 405 : this.state.write(body));
			case "/api/v1/set" -> respondToWrite(exchange, this.state.setByQuery(String.valueOf(query)));
			case "/api/v1/reset" -> respondToWrite(exchange, this.state.resetByQuery(String.valueOf(query)));
			case RELOAD -> reloadWhenAsked(exchange);
			case "/image.jpg" -> this.pictures.picture(exchange, query);
			case "/mjpeg" -> this.pictures.mjpeg(exchange);
			case "/metrics", "/metrics/motion", "/metrics/night" ->
				HttpReply.send(exchange, OK, "text/plain", HttpReply.bytes(metrics()));
			default -> HttpReply.send(exchange, 404, "text/html", HttpReply.bytes("<html>not found</html>"));
		}
	}

	private void respondToWrite(HttpExchange exchange, int status) throws IOException {
		if (this.writeStatus != 0) {
			HttpReply.send(exchange, this.writeStatus, "text/plain", HttpReply.bytes("busy"));
			return;
		}
		String text = switch (status) {
			case OK -> "";
			case 400 -> "value out of range";
			case 404 -> "no such key";
			default -> "not so";
		};
		boolean reloads = status == OK && this.state.needsRebuild();
		if (reloads && this.build.reloading == FakeBuild.Reloading.AT_ONCE) {
			this.reload.atOnce();
		}
		HttpReply.send(exchange, status, "text/plain", HttpReply.bytes(text));
		if (reloads && this.build.reloading == FakeBuild.Reloading.BY_ITSELF) {
			this.reload.after(Duration.ofMillis(50));
		}
	}

	private void reloadWhenAsked(HttpExchange exchange) throws IOException {
		HttpReply.send(exchange, OK, "application/json", HttpReply.bytes("{\"ok\":true}"));
		this.reload.after(Duration.ofMillis(300));
	}

	private void setNight(HttpExchange exchange, boolean dark) throws IOException {
		this.night = dark && !this.bright;
		HttpReply.send(exchange, OK, "application/json", HttpReply.bytes(String.valueOf(this.night)));
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

}
