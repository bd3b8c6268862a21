package org.camerad.driver.support.ntp;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.PartStatus;
import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Synchronization of a clock with an NTP server. It sends a request at once and then
 * every 64 s; without a response it retries after 2 s, 4 s, up to 64 s. It has a daemon
 * thread while it follows a server. Thread-safe.
 */
public final class TimeSync implements AutoCloseable {

	private static final String PART = "clock";

	private static final Duration LOOK_UP_TIMEOUT = Duration.ofSeconds(5);

	private final AdjustableClock clock;

	private final Runnable onSet;

	private final Pace pace;

	private final HostNameResolver resolver = new HostNameResolver();

	private volatile PartStatus status = free();

	private @Nullable Follower follower;

	/**
	 * Creates a synchronization without a server.
	 * @param clock the clock to set
	 * @param pace timeout and intervals
	 * @param onSet called on the daemon thread after the clock has been set
	 */
	public TimeSync(AdjustableClock clock, Pace pace, Runnable onSet) {
		this.clock = clock;
		this.pace = pace;
		this.onSet = onSet;
	}

	/**
	 * Follows a server from now on and sends a request at once.
	 * @param host the host name or address literal
	 * @param port the UDP port
	 */
	public synchronized void follow(String host, int port) {
		leave();
		this.status = status(PartStatus.State.IMPAIRED, host, port, "has not responded yet");
		this.follower = new Follower(host, port);
		this.follower.start();
	}

	/** Stops following a server; the clock runs free. */
	public synchronized void leave() {
		if (this.follower != null) {
			this.follower.end();
			this.follower = null;
		}
		this.status = free();
	}

	@Override
	public void close() {
		leave();
		this.resolver.close();
	}

	/** Returns the status of the part {@code clock}. Does not block. */
	public PartStatus status() {
		return this.status;
	}

	private static PartStatus free() {
		return new PartStatus(PART, PartStatus.State.WORKING, "runs free");
	}

	private static PartStatus status(PartStatus.State state, String host, int port, String what) {
		return new PartStatus(PART, state, "NTP server " + host + " port " + port + " " + what);
	}

	/**
	 * The timeout and the intervals of requests.
	 *
	 * @param responseTimeout the timeout of a request
	 * @param retryDelay the delay after the first request without a response; it doubles
	 * up to {@code interval}
	 * @param interval the interval after a response
	 */
	public record Pace(Duration responseTimeout, Duration retryDelay, Duration interval) {

		/** The intervals that RFC 4330 permits for public servers. */
		public static final Pace POLITE = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(2),
				Duration.ofSeconds(64));

		/** Returns the back-off after a failed request. */
		public Duration backOff(Duration wait) {
			Duration doubled = wait.multipliedBy(2);
			return (doubled.compareTo(this.interval) < 0) ? doubled : this.interval;
		}

	}

	/**
	 * A thread that follows one server until it is ended. Only the current one sets the
	 * clock.
	 */
	private final class Follower extends Thread {

		private final String host;

		private final int port;

		private int attempts;

		private volatile boolean ended;

		private volatile @Nullable DatagramSocket socket;

		Follower(String host, int port) {
			super("camera-ntp");
			setDaemon(true);
			this.host = host;
			this.port = port;
		}

		void end() {
			this.ended = true;
			interrupt();
			DatagramSocket open = this.socket;
			if (open != null) {
				open.close();
			}
		}

		@Override
		public void run() {
			Duration wait = TimeSync.this.pace.retryDelay();
			try {
				while (!this.ended) {
					boolean responded = synchronize(wait);
					TimeUnit.NANOSECONDS.sleep((responded ? TimeSync.this.pace.interval() : wait).toNanos());
					wait = responded ? TimeSync.this.pace.retryDelay() : TimeSync.this.pace.backOff(wait);
				}
			}
			catch (InterruptedException ex) {
				// end() has been called: nothing is left to do.
				this.ended = true;
			}
		}

		private boolean synchronize(Duration wait) throws InterruptedException {
			try {
				InetAddress[] addresses = TimeSync.this.resolver.resolve(this.host, LOOK_UP_TIMEOUT);
				SntpClient.Response response = ask(addresses[this.attempts++ % addresses.length]);
				set(response);
				return true;
			}
			catch (IOException | IllegalArgumentException ex) {
				report(PartStatus.State.IMPAIRED,
						"has not set the clock: " + Reason.of(ex) + "; retrying in " + wait.toSeconds() + " s");
				return false;
			}
		}

		private SntpClient.Response ask(InetAddress address) throws IOException {
			try (DatagramSocket open = new DatagramSocket()) {
				this.socket = open;
				// The kernel then refuses the broadcast addresses of this machine's
				// networks.
				open.setBroadcast(false);
				if (this.ended) {
					throw new SocketException("ended");
				}
				return SntpClient.ask(open, new InetSocketAddress(address, this.port),
						TimeSync.this.pace.responseTimeout(), TimeSync.this.clock.host());
			}
			finally {
				this.socket = null;
			}
		}

		private void set(SntpClient.Response response) throws IOException {
			synchronized (TimeSync.this) {
				if (this.ended) {
					return;
				}
				TimeSync.this.clock.shift(response.ahead());
			}
			report(PartStatus.State.WORKING, "has set the clock (stratum " + response.stratum() + ")");
			TimeSync.this.onSet.run();
		}

		private void report(PartStatus.State state, String what) {
			synchronized (TimeSync.this) {
				if (!this.ended) {
					TimeSync.this.status = status(state, this.host, this.port, what);
				}
			}
		}

	}

}
