package org.camerad.thread;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

	private @Nullable Loop loop;

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

		private final Loop loop;

		private Port(ServerSocketChannel channel, Loop loop, Handler handler) throws IOException {
			this.channel = channel;
			this.handler = handler;
			this.loop = loop;
			channel.configureBlocking(false);
			this.key = channel.register(loop.selector, 0, this);
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

		/**
		 * Closes the port. Another program can open it when this method returns. Not to
		 * be called by a handler.
		 */
		@Override
		public void close() throws IOException {
			int port = this.channel.socket().getLocalPort();
			this.channel.close();
			if (!this.loop.awaitForgotten()) {
				logger.warn("port {} is closed, but may accept connections for a moment", port);
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
		Loop running = this.loop;
		if (running == null) {
			running = new Loop(Selector.open());
			this.loop = running;
			DaemonThreads.create("camera-accept", running).start();
		}
		Port port = new Port(channel, running, handler);
		port.resume();
		return port;
	}

	private synchronized boolean endIfUnused(Loop running) {
		if (!running.selector.keys().isEmpty()) {
			return false;
		}
		this.loop = null;
		return true;
	}

	/** The work of the thread, from the first port to the end of the last one. */
	private final class Loop implements Runnable {

		private final Selector selector;

		/** Threads that wait until the system's sockets of closed channels are closed. */
		private final Queue<CountDownLatch> closing = new ConcurrentLinkedQueue<>();

		Loop(Selector selector) {
			this.selector = selector;
		}

		@Override
		public void run() {
			try (Selector open = this.selector) {
				do {
					select(open);
				}
				while (!endIfUnused(this));
			}
			catch (IOException ex) {
				logger.error("no port accepts connections any more; restart the service", ex);
			}
			this.closing.forEach(CountDownLatch::countDown);
		}

		/**
		 * Accepts waiting connections, and closes the system's sockets of channels that
		 * were closed before: they live until the selector forgets their channels.
		 */
		private void select(Selector open) throws IOException {
			List<CountDownLatch> closed = List.copyOf(this.closing);
			if (closed.isEmpty()) {
				open.select(this::accept);
				return;
			}
			open.selectNow(this::accept);
			closed.forEach(CountDownLatch::countDown);
			this.closing.removeAll(closed);
		}

		private void accept(SelectionKey key) {
			((Port) key.attachment()).accept();
		}

		/**
		 * Waits until the system's socket of a closed channel is closed too; returns
		 * false if that takes too long.
		 */
		boolean awaitForgotten() throws IOException {
			CountDownLatch forgotten = new CountDownLatch(1);
			this.closing.add(forgotten);
			this.selector.wakeup();
			try {
				return !this.selector.isOpen() || forgotten.await(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new InterruptedIOException("interrupted while a port was being closed");
			}
		}

	}

}
