package org.camerad.snapshot;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.camerad.camera.CameraFailure;

/**
 * A worker that uploads pictures to one destination. A call takes at most the
 * destination's time limit plus {@link #CLEANUP_TIMEOUT}. While an attempt hangs, for
 * example on a stale mount or on a name server that does not respond, further uploads are
 * refused at once. Any thread.
 */
final class UploadWorker implements AutoCloseable {

	/** The time limit for cleaning up after a timeout. */
	static final Duration CLEANUP_TIMEOUT = Duration.ofSeconds(2);

	private final Destination destination;

	private final UploadPlaces places;

	private final ThreadPoolExecutor threads;

	private final Set<UploadAttempt> running = ConcurrentHashMap.newKeySet();

	private final Set<UploadAttempt> hanging = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a worker.
	 * @param maxAtOnce the number of uploads at the same time
	 * @param maxPerUser how many of them may be of one user
	 */
	UploadWorker(Destination destination, int maxAtOnce, int maxPerUser) {
		this.destination = destination;
		this.places = new UploadPlaces(maxAtOnce, maxPerUser);
		this.threads = new ThreadPoolExecutor(0, maxAtOnce, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), (work) -> {
			Thread thread = new Thread(work, "upload-" + destination.name());
			thread.setDaemon(true);
			return thread;
		});
	}

	Destination destination() {
		return this.destination;
	}

	/**
	 * Uploads a picture, wholly or not at all.
	 * @return whether it was uploaded; false if there is no place for one more
	 */
	boolean send(String user, byte[] jpeg) throws UploadFailure {
		if (!this.places.take(user)) {
			return false;
		}
		try {
			send(jpeg);
			return true;
		}
		finally {
			this.places.release(user);
		}
	}

	void send(byte[] jpeg) throws UploadFailure {
		if (!this.hanging.isEmpty()) {
			throw UploadFailure.timeout("an earlier upload still hangs");
		}
		UploadAttempt attempt = new UploadAttempt();
		this.running.add(attempt);
		Future<?> work = submit(jpeg, attempt);
		try {
			awaitResult(work, attempt);
		}
		catch (InterruptedException ex) {
			abandon(work, attempt);
			Thread.currentThread().interrupt();
			throw UploadFailure.timeout("interrupted");
		}
	}

	private Future<?> submit(byte[] jpeg, UploadAttempt attempt) throws UploadFailure {
		try {
			return this.threads.submit(() -> {
				run(jpeg, attempt);
				return null;
			});
		}
		catch (RejectedExecutionException ex) {
			this.running.remove(attempt);
			throw UploadFailure.timeout("earlier uploads have not ended");
		}
	}

	private void run(byte[] jpeg, UploadAttempt attempt) throws UploadFailure {
		try {
			this.destination.send(jpeg, attempt);
		}
		finally {
			attempt.markEnded();
			this.running.remove(attempt);
			this.hanging.remove(attempt);
		}
	}

	private void awaitResult(Future<?> work, UploadAttempt attempt) throws UploadFailure, InterruptedException {
		Duration limit = this.destination.limit();
		try {
			work.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw failure(ex.getCause());
		}
		catch (TimeoutException ex) {
			giveUp(work, attempt);
		}
	}

	private void giveUp(Future<?> work, UploadAttempt attempt) throws UploadFailure, InterruptedException {
		attempt.expire();
		String detail = "";
		if (attempt.awaitEnd(CLEANUP_TIMEOUT)) {
			try {
				work.get();
				return;
			}
			catch (ExecutionException ex) {
				detail = "; " + failure(ex.getCause()).getMessage();
			}
		}
		else {
			abandon(work, attempt);
		}
		throw UploadFailure.timeout("not done within " + this.destination.limit().toMillis() + " ms" + detail);
	}

	private void abandon(Future<?> work, UploadAttempt attempt) {
		this.hanging.add(attempt);
		attempt.abandon();
		work.cancel(true);
		if (attempt.isEnded()) {
			this.hanging.remove(attempt);
		}
	}

	private static UploadFailure failure(Throwable cause) {
		if (cause instanceof UploadFailure failure) {
			return failure;
		}
		if (cause instanceof CameraFailure failure) {
			throw failure;
		}
		if (cause instanceof Error error) {
			throw error;
		}
		return UploadFailure.at("unexpected failure", LogSanitizer.of(cause), cause);
	}

	@Override
	public void close() {
		this.threads.shutdown();
		this.running.forEach(UploadAttempt::abandon);
		this.threads.shutdownNow();
	}

}
