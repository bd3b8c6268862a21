package org.camerad.thread;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.camerad.operation.RateLimitedLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The thread that accepts the connections on all ports of cameras. It runs while there is
 * a port. Thread-safe.
 */
public final class SharedAcceptor {

	private static final Logger logger = LoggerFactory.getLogger(SharedAcceptor.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "connections not accepted");

	private static final SharedAcceptor INSTANCE = new SharedAcceptor();

	/** The connections of one port that are accepted before it is another port's turn. */
	private static final int MAX_AT_ONCE = 16;

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private @Nullable Selector selector;

	private SharedAcceptor() {
	}

	/** A receiver of connections. */
	public interface Handler {

		/** Takes a connection over, and returns at once. */
		void accepted(SocketChannel connection) throws IOException;

	}

	/** A port whose connections are accepted. Thread-safe. */
	public static final class Port implements AutoCloseable {

		private final ServerSocketChannel channel;

		private final SelectionKey key;

		private final Handler handler;

		private Port(ServerSocketChannel channel, Selector selector, Handler handler) throws IOException {
			this.channel = channel;
			this.handler = handler;
			channel.configureBlocking(false);
			this.key = channel.register(selector, 0, this);
		}

		/** Leaves new connections in the system's queue until {@link #resume()}. */
		public void suspend() {
			interest(0);
		}

		/** Accepts connections again. */
		public void resume() {
			interest(SelectionKey.OP_ACCEPT);
		}

		private void interest(int operations) {
			try {
				this.key.interestOps(operations);
				this.key.selector().wakeup();
			}
			catch (CancelledKeyException ex) {
				logger.trace("a port is closed already", ex);
			}
		}

		private void accept() {
			try {
				for (int i = 0; i < MAX_AT_ONCE && this.key.interestOps() != 0; i++) {
					SocketChannel accepted = this.channel.accept();
					if (accepted == null) {
						return;
					}
					hand(accepted);
				}
			}
			catch (ClosedChannelException | CancelledKeyException ex) {
				logger.trace("a port is closed", ex);
			}
			catch (IOException ex) {
				repeated.log(Level.WARN, "a connection to port {} cannot be accepted: {}; trying again every second",
						this.channel.socket().getLocalPort(), ex.toString());
				suspend();
				SharedTimer.later(PAUSE, this::resume);
			}
		}

		private void hand(SocketChannel accepted) throws IOException {
			try {
				this.handler.accepted(accepted);
			}
			catch (IOException | RuntimeException ex) {
				logger.debug("a new connection is closed", ex);
				accepted.close();
			}
		}

		/** Closes the port. Another program can open it when this method returns. */
		@Override
		public void close() throws IOException {
			this.channel.close();
			// The system's socket lives until the selector has forgotten the channel.
			long start = System.nanoTime();
			while (this.channel.isRegistered() && System.nanoTime() - start < CLOSE_TIMEOUT.toNanos()) {
				this.key.selector().wakeup();
				LockSupport.parkNanos(100_000);
			}
		}

	}

	/**
	 * Accepts the connections on a port from now on.
	 * @param channel the bound channel, which the result closes
	 */
	public static Port listen(ServerSocketChannel channel, Handler handler) throws IOException {
		return INSTANCE.add(channel, handler);
	}

	private synchronized Port add(ServerSocketChannel channel, Handler handler) throws IOException {
		Selector running = this.selector;
		if (running == null) {
			running = Selector.open();
			this.selector = running;
			start(running);
		}
		Port port = new Port(channel, running, handler);
		port.resume();
		return port;
	}

	private void start(Selector running) {
		DaemonThreads.create("camera-accept", () -> run(running)).start();
	}

	private void run(Selector running) {
		try {
			do {
				running.select((key) -> ((Port) key.attachment()).accept());
			}
			while (!endIfUnused(running));
		}
		catch (IOException ex) {
			logger.error("no port accepts connections any more; restart the service", ex);
		}
	}

	private synchronized boolean endIfUnused(Selector running) throws IOException {
		if (!running.keys().isEmpty()) {
			return false;
		}
		this.selector = null;
		running.close();
		return true;
	}

}
