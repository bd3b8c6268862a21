package org.camerad.live.rtsp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;

import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening port and the thread that waits for its connections. If the port is in use,
 * the service starts nevertheless: the listener reports the problem and retries every 10
 * s. Thread-safe.
 */
final class RtspListener implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RtspListener.class);

	private static final int BACKLOG = 256;

	private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

	/** A receiver of accepted connections. */
	interface Handler {

		void accept(SocketChannel accepted) throws IOException;

	}

	private final String scheme;

	private final InetSocketAddress address;

	private final Handler handler;

	private final Object retryLock = new Object();

	private volatile @Nullable ServerSocketChannel socket;

	private volatile @Nullable String problem;

	private volatile boolean closed;

	/**
	 * Creates a listener.
	 * @param scheme {@code rtsp} or {@code rtsps}, for texts
	 * @param address the address and port to bind
	 * @param handler receives the connections
	 */
	RtspListener(String scheme, InetSocketAddress address, Handler handler) {
		this.scheme = scheme;
		this.address = address;
		this.handler = handler;
	}

	void start() {
		Thread thread = new Thread(this::serve, this.scheme + "-accept");
		thread.setDaemon(true);
		// If possible, the port is bound before the service reports that it has started.
		tryListen();
		thread.start();
	}

	/** Returns the problem of the port, null if it is open. */
	@Nullable String problem() {
		return this.problem;
	}

	private void serve() {
		while (!this.closed) {
			ServerSocketChannel listening = this.socket;
			if (listening != null) {
				accept(listening);
			}
			else {
				awaitRetry();
				tryListen();
			}
		}
	}

	private void awaitRetry() {
		synchronized (this.retryLock) {
			try {
				if (!this.closed) {
					this.retryLock.wait(RETRY_INTERVAL.toMillis());
				}
			}
			catch (InterruptedException ex) {
				this.closed = true;
			}
		}
	}

	private void tryListen() {
		try {
			ServerSocketChannel opened = ServerSocketChannel.open();
			try {
				opened.bind(this.address, BACKLOG);
			}
			catch (IOException ex) {
				opened.close();
				throw ex;
			}
			this.socket = opened;
			this.problem = null;
			logger.info("RTSP streams at {}://HOST:{}/stream1 and /stream2", this.scheme, this.address.getPort());
		}
		catch (IOException ex) {
			reportProblem("port " + this.address.getPort() + " cannot be opened (" + Reason.of(ex) + "); "
					+ this.scheme.toUpperCase(Locale.ROOT) + " is off; set camera." + this.scheme
					+ ".port; trying again every " + RETRY_INTERVAL.toSeconds() + " s");
		}
	}

	private void reportProblem(String text) {
		if (!text.equals(this.problem)) {
			logger.error(text);
		}
		this.problem = text;
	}

	private void accept(ServerSocketChannel listening) {
		try {
			this.handler.accept(listening.accept());
		}
		catch (ClosedChannelException ex) {
			logger.debug("the port of {} is closed", this.scheme, ex);
		}
		catch (IOException ex) {
			logger.warn("an RTSP connection could not be accepted; trying again in 10 s: {}", ex.toString());
			awaitRetry();
		}
	}

	@Override
	public void close() {
		this.closed = true;
		synchronized (this.retryLock) {
			this.retryLock.notifyAll();
		}
		ServerSocketChannel listening = this.socket;
		try {
			if (listening != null) {
				listening.close();
			}
		}
		catch (IOException ex) {
			logger.warn("closing the port of {} failed: {}", this.scheme, ex.toString());
		}
	}

}
