package org.camerad.driver.hisilicon.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A fake Majestic streamer over real HTTP. It is strict about the documented interface
 * and can misbehave as real builds do.
 */
public final class FakeStreamer implements AutoCloseable {

	/** The faults of pictures. */
	public enum PictureFault {

		NONE, EMPTY, CUT, BROKEN_OFF, LATE, NEVER, NO_JPEG, REFUSED

	}

	/** The faults of documents. */
	public enum DocumentFault {

		NONE, NONSENSE, HALF, BROKEN_OFF, ENDLESS, NEVER

	}

	/** The time before a board goes down for a reboot, and the time of the reboot. */
	private static final long REBOOT_MILLIS = 1500;

	private static final AtomicBoolean WARM = new AtomicBoolean();

	private final FakeBuild build;

	private final FakeState state;

	private final ExecutorService handlers = Executors.newCachedThreadPool(FakeStreamer::daemon);

	private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(FakeStreamer::daemon);

	private final PowerSwitch power = new PowerSwitch();

	private final FakeApi api;

	private final int port;

	private final int rtspPort;

	private FakeRtsp rtsp;

	private @Nullable HttpServer server;

	private boolean pulled;

	private final AtomicInteger rebuilds = new AtomicInteger();

	FakeStreamer(FakeBuild build) {
		this.build = build;
		this.state = new FakeState(build);
		this.api = new FakeApi(build, this.state, this.power, new Reloading());
		this.server = listen(0);
		this.port = this.server.getAddress().getPort();
		this.rtsp = new FakeRtsp(build, this.state, 0);
		this.rtspPort = this.rtsp.port();
		this.state.put("rtsp.port", String.valueOf(this.rtspPort));
		warmUp();
	}

	/**
	 * Sends a first request with a generous limit. In a fresh JVM on a busy machine it
	 * takes longer than the two seconds that a driver waits.
	 */
	private void warmUp() {
		try {
			if (!WARM.getAndSet(true)) {
				HttpClient.newHttpClient()
					.sendAsync(HttpRequest.newBuilder(URI.create(url())).build(), HttpResponse.BodyHandlers.ofString())
					.get(60, TimeUnit.SECONDS);
				forgetRequests();
			}
		}
		catch (ExecutionException | InterruptedException | TimeoutException ex) {
			throw new IllegalStateException("the fake streamer does not respond", ex);
		}
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

	/**
	 * Returns the properties that address this streamer, without {@code
	 * camera.hisilicon.}.
	 */
	public Map<String, String> properties() {
		Map<String, String> properties = new TreeMap<>(Map.of("streamer.url", url(), "board", "none"));
		if (!this.build.password.isEmpty()) {
			properties.put("streamer.password", this.build.password);
		}
		return properties;
	}

	/** Returns the requests so far: method, target, body. */
	public List<String> requests() {
		return List.copyOf(this.api.requests);
	}

	public void forgetRequests() {
		this.api.requests.clear();
	}

	/** Returns the value that it holds for a key. */
	public @Nullable String held(String path) {
		return this.state.held().get(path);
	}

	/** Returns the value that its pipeline works with. */
	public @Nullable String working(String path) {
		return this.state.working(path);
	}

	public void pictures(PictureFault fault) {
		this.api.pictures.fault = fault;
	}

	public void documents(DocumentFault fault) {
		this.api.documents.fault = fault;
	}

	/** Accepts a value of a key but holds another one. */
	public void stubborn(String path, String taken, String held) {
		this.state.stubborn.put(path + "=" + taken, held);
	}

	/** Refuses the values of a key although the schema allows them. */
	public void refuse(String path) {
		this.state.refused.add(path);
	}

	/** Removes a key, as another firmware does. */
	public void forget(String path) {
		this.build.keys.remove(path);
	}

	/** Changes a saved setting, as an operator does who edits the file. */
	public void put(String path, String value) {
		this.state.put(path, value);
	}

	/** Simulates a motion. */
	public void move() {
		this.api.rectangles.incrementAndGet();
	}

	public void night(boolean dark) {
		this.api.night = dark;
	}

	/** Makes the light monitor take the streamer back to its day mode. */
	public void bright() {
		this.api.bright = true;
	}

	/** Simulates a loss of power. */
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

	/** Restores power; only the saved settings are left. */
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
				listening.createContext("/", this.api::handle);
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

	private final class Reloading implements FakeApi.Reload {

		@Override
		public void atOnce() {
			FakeStreamer.this.rebuilds.incrementAndGet();
			FakeStreamer.this.state.rebuild();
			FakeStreamer.this.rtsp.breakOff();
		}

		@Override
		public void reboot() {
			FakeStreamer.this.later.schedule(FakeStreamer.this::reboot, REBOOT_MILLIS, TimeUnit.MILLISECONDS);
		}

		@Override
		public void after(Duration time) {
			FakeStreamer.this.later.schedule(FakeStreamer.this::startReload, time.toMillis(), TimeUnit.MILLISECONDS);
		}

	}

	private void reboot() {
		endSessions();
		pull();
		this.later.schedule(this::plug, REBOOT_MILLIS, TimeUnit.MILLISECONDS);
	}

	/** Starts a reload, during which connections are refused. */
	private synchronized void startReload() {
		this.rebuilds.incrementAndGet();
		HttpServer running = this.server;
		this.server = null;
		if (running != null) {
			running.stop(0);
			this.rtsp.breakOff();
			this.later.schedule(this::finishReload, this.build.outage.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void finishReload() {
		if (!this.pulled && this.server == null) {
			this.state.rebuild();
			this.rtsp.breakOff();
			this.server = listen(this.port);
		}
	}

	/** Returns the number of checks of the password so far. */
	public int logIns() {
		return this.api.logIns.get();
	}

	/** Ends all sessions, as a restart does. */
	public void endSessions() {
		this.api.sessions.clear();
	}

	/** Answers each write with a status and does not write; 0 ends that. */
	public void failWrites(int status) {
		this.api.writeStatus = status;
	}

	/** Returns the number of rebuilds that writes and requests caused so far. */
	public int rebuilds() {
		return this.rebuilds.get();
	}

	/** Returns the number of RTSP clients. */
	public int rtspClients() {
		return this.rtsp.media.clients.get();
	}

	/** Drops a packet of each picture whose number is a multiple of this. */
	public void lossy(int every) {
		this.rtsp.media.lossy = every;
	}

	/** Returns the number of MJPEG clients. */
	public int mjpegClients() {
		return this.api.pictures.clients();
	}

	@Override
	public void close() {
		this.power.turnOff();
		pull();
		this.later.shutdownNow();
		this.handlers.shutdownNow();
	}

}
