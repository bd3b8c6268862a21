package org.camerad.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.camerad.operation.RateLimitedLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A sender of audit entries to a syslog server, in a thread of its own. While the server
 * cannot be reached, a bounded number of entries waits; further ones are counted and left
 * out. Thread-safe.
 */
public final class SyslogSender implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SyslogSender.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "syslog messages");

	private static final int MAX_MESSAGES = 1024;

	private static final Duration MIN_BACK_OFF = Duration.ofSeconds(1);

	private static final Duration MAX_BACK_OFF = Duration.ofMinutes(1);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

	private final SyslogConnection connection;

	private final SyslogMessage format = new SyslogMessage();

	private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(MAX_MESSAGES);

	private final MeterRegistry meters;

	private final Thread thread = new Thread(this::run, "audit-syslog");

	private volatile boolean closing;

	SyslogSender(SyslogConnection connection, MeterRegistry meters) {
		this.connection = connection;
		this.meters = meters;
		AuditJournal.dropped(meters, "syslog", 0);
	}

	void start() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Adds a line. Returns at once.
	 * @param camera the number of its camera, 0 for the process
	 */
	void offer(int camera, String line) {
		if (!this.queue.offer(line)) {
			AuditJournal.dropped(this.meters, "syslog", camera).increment();
			repeated.log(Level.WARN, "an audit entry was not sent to {}: {} entries wait already", this.connection,
					MAX_MESSAGES);
		}
	}

	/** Ends an attempt that takes too long. Returns at once. */
	void checkStalled() {
		this.connection.checkStalled();
	}

	private void run() {
		try {
			for (String line = next(); line != null; line = next()) {
				send(this.format.of(line));
			}
		}
		catch (InterruptedException ex) {
			logger.debug("entries were not sent to {}: the service stops", this.connection);
		}
		finally {
			this.connection.end();
		}
	}

	/** Returns the next line, null when no more are to come. */
	private @Nullable String next() throws InterruptedException {
		String line = null;
		while (line == null) {
			line = this.queue.poll(100, TimeUnit.MILLISECONDS);
			if (line == null && this.closing) {
				return null;
			}
		}
		return line;
	}

	private void send(byte[] message) throws InterruptedException {
		Duration backOff = MIN_BACK_OFF;
		while (!trySend(message)) {
			Thread.sleep(backOff.toMillis());
			backOff = (backOff.compareTo(MAX_BACK_OFF) < 0) ? backOff.multipliedBy(2) : MAX_BACK_OFF;
		}
	}

	private boolean trySend(byte[] message) {
		try {
			this.connection.send(message);
			return true;
		}
		catch (IOException | RuntimeException ex) {
			this.connection.close();
			repeated.log(Level.WARN, "audit entries cannot be sent to {}: {}; check camera.audit.syslog and the server",
					this.connection, ex.toString());
			return false;
		}
	}

	/** Sends what waits, for a short time, and ends. */
	@Override
	public void close() {
		this.closing = true;
		try {
			this.thread.join(CLOSE_TIMEOUT.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.thread.interrupt();
		this.connection.abort();
	}

}
