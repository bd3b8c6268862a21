package org.camerad.operation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A logger of lines that clients can cause again and again. It writes a limited number of
 * lines of one kind per minute. It counts the others, and logs their number when the
 * minute ends. Any thread.
 */
public final class RateLimitedLogger {

	private static final int MAX_LINES = 30;

	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private final Logger logger;

	private final String kind;

	private final int maxLines;

	private final Duration interval;

	private int lines;

	private long suppressed;

	/**
	 * Creates a logger of 30 lines per minute.
	 * @param logger receives the lines
	 * @param kind the subject of the lines, for the line with their number
	 */
	public RateLimitedLogger(Logger logger, String kind) {
		this(logger, kind, MAX_LINES, INTERVAL);
	}

	/**
	 * Creates a logger.
	 * @param logger receives the lines
	 * @param kind the subject of the lines, for the line with their number
	 * @param maxLines the number of lines in one interval
	 */
	public RateLimitedLogger(Logger logger, String kind, int maxLines, Duration interval) {
		this.logger = logger;
		this.kind = kind;
		this.maxLines = maxLines;
		this.interval = interval;
	}

	/**
	 * Logs a line, or counts it.
	 * @param format the message with a {@code {}} for each argument
	 * @param arguments the arguments; a last one that is an exception adds its stack
	 * trace
	 */
	public void log(Level level, String format, Object... arguments) {
		if (admit(level)) {
			this.logger.atLevel(level).log(format, arguments);
		}
	}

	private synchronized boolean admit(Level level) {
		if (this.lines == this.maxLines) {
			this.suppressed++;
			return false;
		}
		if (this.lines++ == 0) {
			CompletableFuture.delayedExecutor(this.interval.toMillis(), TimeUnit.MILLISECONDS)
				.execute(() -> endInterval(level));
		}
		return true;
	}

	private synchronized void endInterval(Level level) {
		if (this.suppressed > 0) {
			this.logger.atLevel(level)
				.log("{}: left out {} more lines in the last {} s", this.kind, this.suppressed,
						this.interval.toSeconds());
		}
		this.lines = 0;
		this.suppressed = 0;
	}

}
