package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.camerad.driver.CameraException;

/**
 * Keeps the streamer in the day or night mode that the operator has configured. A
 * streamer that changes its mode back is asked three times in ten minutes at most,
 * because each change moves the IR-cut filter. Used by one thread.
 */
final class NightMode {

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	private static final int MAX_REQUESTS = 3;

	private static final long PERIOD_NANOS = Duration.ofMinutes(10).toNanos();

	private final Streamer streamer;

	private final boolean night;

	/** The times of the last requests, the oldest first. */
	private final Deque<Long> requests = new ArrayDeque<>();

	private volatile String problem = "";

	/**
	 * Creates the control.
	 * @param night whether the streamer is kept in its night mode
	 */
	NightMode(Streamer streamer, boolean night) {
		this.streamer = streamer;
		this.night = night;
	}

	/** Requests the mode if the streamer is in the other one. */
	void enforce() {
		try {
			Optional<Boolean> dark = isNight();
			if (dark.isEmpty()) {
				this.problem = "the night mode cannot be set: this build does not report it at /metrics/night";
			}
			else if (dark.get() == this.night) {
				this.problem = "";
			}
			else {
				request();
			}
		}
		catch (CameraException ex) {
			this.problem = "the night mode cannot be set: " + ex.getMessage();
		}
	}

	private Optional<Boolean> isNight() throws CameraException {
		StreamerResponse response = get("/metrics/night");
		return response.isSuccess()
				? StreamerMetrics.parse(response).value("night_enabled").map((enabled) -> enabled > 0)
				: Optional.empty();
	}

	private void request() throws CameraException {
		long now = System.nanoTime();
		while (!this.requests.isEmpty() && now - this.requests.peekFirst() > PERIOD_NANOS) {
			this.requests.removeFirst();
		}
		if (this.requests.size() >= MAX_REQUESTS) {
			this.problem = "the streamer changes its night mode back: turn its nightMode.lightMonitor off";
			return;
		}
		this.requests.addLast(now);
		get(this.night ? "/night/on" : "/night/off").requireSuccess();
	}

	private StreamerResponse get(String target) throws CameraException {
		return this.streamer.http().get(target, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES);
	}

	/** Returns the reason why the mode is not the configured one; empty if it is. */
	String problem() {
		return this.problem;
	}

}
