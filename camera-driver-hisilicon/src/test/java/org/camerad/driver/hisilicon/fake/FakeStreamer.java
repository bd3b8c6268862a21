package org.camerad.driver.hisilicon.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A Majestic streamer made of software, over real HTTP: strict about the documented
 * interface, and able to misbehave in the ways that real builds do.
 */
public final class FakeStreamer implements AutoCloseable {

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

	private final PowerSwitch power = new PowerSwitch();

	private final FakeApi api;

	private final int port;

	private final int rtspPort;

	private FakeRtsp rtsp;

	private @Nullable HttpServer server;

	private boolean pulled;

	FakeStreamer(FakeBuild build) {
		this.build = build;
		this.state = new FakeState(build);
		this.api = new FakeApi(build, this.state, this.power, new Reloading());
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
		return List.copyOf(this.api.requests);
	}

	public void forgetRequests() {
		this.api.requests.clear();
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
		this.api.pictures.fault = fault;
	}

	public void documents(DocumentFault fault) {
		this.api.documents.fault = fault;
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
		this.api.rectangles.incrementAndGet();
	}

	public void night(boolean dark) {
		this.api.night = dark;
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
			FakeStreamer.this.state.rebuild();
			FakeStreamer.this.rtsp.breakOff();
		}

		@Override
		public void after(Duration time) {
			FakeStreamer.this.later.schedule(FakeStreamer.this::goAway, time.toMillis(), TimeUnit.MILLISECONDS);
		}

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
	public int rtspClients() {
		return this.rtsp.media.clients.get();
	}

	/** From now on a packet of every such picture is lost. */
	public void lossy(int every) {
		this.rtsp.media.lossy = every;
	}

	/** How many watch its MJPEG. */
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
