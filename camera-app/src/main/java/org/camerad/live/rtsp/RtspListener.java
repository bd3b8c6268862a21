package org.camerad.live.rtsp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Locale;

import org.camerad.driver.support.failure.Reason;
import org.camerad.thread.SharedAcceptor;
import org.camerad.thread.SharedTimer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening port. If it is in use, the service starts nevertheless: the listener
 * reports the problem and retries every 10 s. Thread-safe.
 */
final class RtspListener implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RtspListener.class);

	private static final int BACKLOG = 256;

	private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

	private final String scheme;

	private final InetSocketAddress address;

	private final SharedAcceptor.Handler handler;

	private SharedAcceptor.@Nullable Port port;

	private volatile @Nullable String problem;

	private boolean closed;

	/**
	 * Creates a listener.
	 * @param scheme {@code rtsp} or {@code rtsps}, for texts
	 * @param address the address and port to bind
	 * @param handler receives the connections
	 */
	RtspListener(String scheme, InetSocketAddress address, SharedAcceptor.Handler handler) {
		this.scheme = scheme;
		this.address = address;
		this.handler = handler;
	}

	/** Opens the port, if possible before this method returns. */
	synchronized void start() {
		if (this.closed) {
			return;
		}
		try {
			this.port = SharedAcceptor.listen(bound(), this.handler);
			this.problem = null;
			logger.info("RTSP streams at {}://HOST:{}/stream1 and /stream2", this.scheme, this.address.getPort());
		}
		catch (IOException ex) {
			reportProblem("port " + this.address.getPort() + " cannot be opened (" + Reason.of(ex) + "); "
					+ this.scheme.toUpperCase(Locale.ROOT) + " is off; set camera." + this.scheme
					+ ".port; trying again every " + RETRY_INTERVAL.toSeconds() + " s");
			SharedTimer.later(RETRY_INTERVAL, this::start);
		}
	}

	private ServerSocketChannel bound() throws IOException {
		ServerSocketChannel opened = ServerSocketChannel.open();
		try {
			return opened.bind(this.address, BACKLOG);
		}
		catch (IOException ex) {
			opened.close();
			throw ex;
		}
	}

	/** Returns the problem of the port, null if it is open. */
	@Nullable String problem() {
		return this.problem;
	}

	private void reportProblem(String text) {
		if (!text.equals(this.problem)) {
			logger.error(text);
		}
		this.problem = text;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		try {
			if (this.port != null) {
				this.port.close();
			}
		}
		catch (IOException ex) {
			logger.warn("closing the port of {} failed: {}", this.scheme, ex.toString());
		}
	}

}
