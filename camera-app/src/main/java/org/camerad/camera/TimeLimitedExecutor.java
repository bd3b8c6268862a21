package org.camerad.camera;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.camerad.driver.CameraException;
import org.camerad.thread.SerialExecutor;
import org.jspecify.annotations.Nullable;

/**
 * An executor for one kind of hardware calls. Calls run one at a time. Each has a time
 * limit from its start, and waits at most as long to be started. A call that hangs delays
 * only calls of its own kind: until it returns, they time out as well. A call that waited
 * for calls that do not hang is an overload, not a loss of the hardware.
 */
final class TimeLimitedExecutor implements AutoCloseable {

	private static final int MAX_QUEUED = 64;

	private final String name;

	private final long limitNanos;

	private final SerialExecutor executor;

	private volatile @Nullable TimedCall<?> running;

	TimeLimitedExecutor(String name, Duration limit) {
		this.name = name;
		this.limitNanos = limit.toNanos();
		this.executor = new SerialExecutor("camera-" + name, MAX_QUEUED);
	}

	/**
	 * Runs a call and returns its result.
	 * @throws CameraOverloadException if it was not started, so that nothing has changed
	 */
	<T> T call(CameraCall<T> call) throws CameraException {
		TimedCall<T> timed = submit(call);
		try {
			return await(timed);
		}
		finally {
			if (Thread.currentThread().isInterrupted()) {
				timed.cancel(true);
			}
		}
	}

	/**
	 * Queues a call, for any number of threads to {@linkplain #await await}.
	 * @throws CameraOverloadException if too many calls are waiting
	 */
	<T> TimedCall<T> submit(CameraCall<T> call) throws CameraException {
		TimedCall<T> timed = new TimedCall<>(call, (started) -> this.running = started);
		try {
			this.executor.execute(timed);
			return timed;
		}
		catch (RejectedExecutionException ex) {
			throw notStarted("too many calls are waiting for the camera", ex);
		}
	}

	/**
	 * Returns the result of a queued call.
	 * @throws CameraOverloadException if it was not started in time
	 */
	<T> T await(TimedCall<T> call) throws CameraException {
		try {
			return result(call);
		}
		catch (TimeoutException ex) {
			call.cancel(true);
			throw noResponse(ex);
		}
		catch (ExecutionException ex) {
			throw failure(ex.getCause());
		}
		catch (CancellationException ex) {
			throw CameraException.unavailable(this.name + ": the camera was closed or did not respond", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable(this.name + ": interrupted", ex);
		}
	}

	private <T> T result(TimedCall<T> call)
			throws CameraException, TimeoutException, ExecutionException, InterruptedException {
		try {
			return call.get(this.limitNanos, TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			if (call.withdraw()) {
				this.executor.remove(call);
				throw notStarted("the calls before this one took too long", ex);
			}
			// The call has its whole time limit, however long it waited for its start.
			return call.get(Math.max(0, this.limitNanos - call.runningNanos()), TimeUnit.NANOSECONDS);
		}
	}

	private CameraException notStarted(String reason, Exception cause) {
		TimedCall<?> before = this.running;
		boolean hangs = before != null && before.runningNanos() >= this.limitNanos;
		return hangs ? noResponse(cause) : new CameraOverloadException(this.name + ": " + reason, cause);
	}

	private CameraException noResponse(Exception cause) {
		return CameraException.unavailable(this.name + ": the camera did not respond within "
				+ TimeUnit.NANOSECONDS.toMillis(this.limitNanos) + " ms", cause);
	}

	private CameraException failure(Throwable cause) {
		Throwable root = (cause.getCause() != null) ? cause.getCause() : cause;
		if (root instanceof OutOfMemoryError) {
			return new CameraOverloadException(
					this.name + ": not enough memory: raise -Xmx, see docs/performance.md (" + root.getMessage() + ")",
					root);
		}
		if (cause instanceof CameraException exception) {
			return exception;
		}
		if (cause instanceof CameraFailure failure) {
			return CameraException.unavailable(String.valueOf(failure.getMessage()), failure);
		}
		return CameraException.unavailable(this.name + ": the driver failed: " + cause, cause);
	}

	@Override
	public void close() {
		this.executor.shutdownNow().forEach((waiting) -> ((TimedCall<?>) waiting).cancel(false));
	}

}
