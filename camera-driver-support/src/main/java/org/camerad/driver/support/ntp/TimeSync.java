package org.camerad.driver.support.ntp;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.PartStatus;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a clock with a time server: asked at once, then every 64 s; one that does not
 * answer is asked again after 2 s, 4 s … 64 s. Runs in a thread of its own while it
 * follows a server. Any thread.
 */
public final class TimeSync implements AutoCloseable {

	private static final String PART = "clock";

	private static final Duration LOOK_UP = Duration.ofSeconds(5);

	private final AdjustableClock clock;

	private final Runnable onSet;

	private final Pace pace;

	private final HostNameResolver resolver = new HostNameResolver();

	private volatile PartStatus status = free();

	private @Nullable Follower follower;

	/**
	 * @param clock what is set
	 * @param pace how patient to be
	 * @param onSet called after the clock has been set
	 */
	public TimeSync(AdjustableClock clock, Pace pace, Runnable onSet) {
		this.clock = clock;
		this.pace = pace;
		this.onSet = onSet;
	}

	/** Asks that server from now on, and at once. */
	public synchronized void follow(String host, int port) {
		leave();
		this.status = status(PartStatus.State.IMPAIRED, host, port, "is being asked");
		this.follower = new Follower(host, port);
		this.follower.start();
	}

	/** Asks nobody; the clock runs free. */
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

	/** How it goes, as the status of the part {@code clock}. */
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
	 * How patient to be, and how often to ask.
	 *
	 * @param answer how long to wait for an answer
	 * @param retry after the first question without an answer; doubles up to
	 * {@code again}
	 * @param again after an answer
	 */
	public record Pace(Duration answer, Duration retry, Duration again) {

		/** The pace RFC 4330 allows towards servers of other people. */
		public static final Pace POLITE = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(2),
				Duration.ofSeconds(64));

		/** The wait after one in vain. */
		public Duration longer(Duration wait) {
			Duration doubled = wait.multipliedBy(2);
			return (doubled.compareTo(this.again) < 0) ? doubled : this.again;
		}

	}

	/** Follows one server until it is ended; only the present one sets the clock. */
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
			Duration wait = TimeSync.this.pace.retry();
			try {
				while (!this.ended) {
					boolean answered = ask(wait);
					TimeUnit.NANOSECONDS.sleep((answered ? TimeSync.this.pace.again() : wait).toNanos());
					wait = answered ? TimeSync.this.pace.retry() : TimeSync.this.pace.longer(wait);
				}
			}
			catch (InterruptedException ex) {
				// end() has been called: there is nothing left to do.
				this.ended = true;
			}
		}

		private boolean ask(Duration wait) throws InterruptedException {
			try {
				InetAddress[] addresses = TimeSync.this.resolver.resolve(this.host, LOOK_UP);
				SntpClient.Answer answer = ask(addresses[this.attempts++ % addresses.length]);
				set(answer);
				return true;
			}
			catch (IOException | IllegalArgumentException ex) {
				report(PartStatus.State.IMPAIRED,
						"does not help: " + ex.getMessage() + "; asked again after " + wait.toSeconds() + " s");
				return false;
			}
		}

		private SntpClient.Answer ask(InetAddress address) throws IOException {
			try (DatagramSocket open = new DatagramSocket()) {
				this.socket = open;
				if (this.ended) {
					throw new SocketException("ended");
				}
				return SntpClient.ask(open, new InetSocketAddress(address, this.port), TimeSync.this.pace.answer(),
						TimeSync.this.clock.host());
			}
			finally {
				this.socket = null;
			}
		}

		private void set(SntpClient.Answer answer) throws IOException {
			synchronized (TimeSync.this) {
				if (this.ended) {
					return;
				}
				TimeSync.this.clock.shift(answer.ahead());
			}
			report(PartStatus.State.WORKING, "has set the clock (stratum " + answer.stratum() + ")");
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
