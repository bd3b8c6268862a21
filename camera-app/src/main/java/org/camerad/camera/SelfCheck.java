package org.camerad.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A check of something that clients need. It runs when health is queried, at most once in
 * two seconds, and one attempt at a time. Any thread.
 */
public final class SelfCheck {

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final Attempt attempt;

	private @Nullable FutureTask<Optional<String>> pending;

	private volatile boolean hanging;

	private volatile Optional<String> problem = Optional.empty();

	private long next = System.nanoTime();

	public SelfCheck(Attempt attempt) {
		this.attempt = attempt;
	}

	/**
	 * Returns the problem, or empty. Blocks up to two seconds for a new attempt, and not
	 * at all while an older one hangs.
	 */
	public synchronized Optional<String> problem() {
		FutureTask<Optional<String>> older = this.pending;
		if (older != null) {
			collect(older, Duration.ZERO);
		}
		if (this.pending == null && System.nanoTime() - this.next >= 0) {
			FutureTask<Optional<String>> started = start();
			this.pending = started;
			collect(started, TIMEOUT);
		}
		return this.problem;
	}

	/** Returns the problem that the last attempt found, or empty. Does not block. */
	public Optional<String> latest() {
		return this.problem;
	}

	/** Returns whether an attempt has not ended within its time limit. */
	public boolean isHanging() {
		return this.hanging;
	}

	private FutureTask<Optional<String>> start() {
		FutureTask<Optional<String>> task = new FutureTask<>(() -> {
			this.attempt.run();
			return Optional.empty();
		});
		Thread thread = new Thread(task, "camera-self-check");
		thread.setDaemon(true);
		thread.start();
		return task;
	}

	private void collect(FutureTask<Optional<String>> task, Duration timeout) {
		try {
			this.problem = task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			ended();
		}
		catch (TimeoutException ex) {
			this.hanging = true;
			this.problem = Optional.of("no result within " + TIMEOUT.toSeconds() + " s");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | CancellationException ex) {
			this.problem = Optional.of(Reason.of((ex.getCause() != null) ? ex.getCause() : ex));
			ended();
		}
	}

	private void ended() {
		this.pending = null;
		this.hanging = false;
		this.next = System.nanoTime() + INTERVAL.toNanos();
	}

	/** One attempt, which ends by itself or hangs as long as the system does. */
	@FunctionalInterface
	public interface Attempt {

		void run() throws Exception;

	}

}
