package org.camerad.operation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value for health and metrics that can be slow to read, such as the position of a PTZ
 * head or the free space of a memory card. It is read at most once per second, and only
 * while somebody asks. Who asks waits half a second for a slow source, and not at all for
 * one that has not responded to the last question. Any thread.
 *
 * @param <T> the type of the value
 */
public final class SlowReading<T> {

	private static final Logger logger = LoggerFactory.getLogger(SlowReading.class);

	private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();

	private static final long READ_TIMEOUT_MILLIS = 500;

	private final String name;

	private final Callable<Optional<T>> source;

	private @Nullable CompletableFuture<Optional<T>> question;

	private long askedAt;

	/**
	 * Creates a reading.
	 * @param name the name of the thread that reads
	 * @param source reads the value; empty if it is not known
	 */
	public SlowReading(String name, Callable<Optional<T>> source) {
		this.name = name;
		this.source = source;
	}

	/** Returns the value, at most a second old; empty if it cannot be read. */
	public Optional<T> value() {
		try {
			return latest().get(READ_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			logger.debug("{}: no value", this.name, ex);
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	private synchronized CompletableFuture<Optional<T>> latest() {
		CompletableFuture<Optional<T>> last = this.question;
		boolean asking = last != null && !last.isDone();
		if (asking && System.nanoTime() - this.askedAt > MAX_AGE_NANOS) {
			return CompletableFuture.completedFuture(Optional.empty());
		}
		if (last == null || (!asking && System.nanoTime() - this.askedAt > MAX_AGE_NANOS)) {
			last = ask();
			this.question = last;
			this.askedAt = System.nanoTime();
		}
		return last;
	}

	private CompletableFuture<Optional<T>> ask() {
		CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				answer.complete(this.source.call());
			}
			catch (Exception ex) {
				answer.completeExceptionally(ex);
			}
		}, this.name);
		thread.setDaemon(true);
		thread.start();
		return answer;
	}

}
