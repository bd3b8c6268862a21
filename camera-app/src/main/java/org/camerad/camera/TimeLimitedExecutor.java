package org.camerad.camera;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.camerad.driver.CameraException;

/**
 * An executor for one kind of hardware calls. Calls run one at a time, each with a time
 * limit. A call that hangs delays only calls of its own kind: until it returns, they time
 * out as well.
 */
final class TimeLimitedExecutor implements AutoCloseable {

	private static final int MAX_QUEUED = 64;

	private final String name;

	private final Duration limit;

	private final ThreadPoolExecutor executor;

	TimeLimitedExecutor(String name, Duration limit) {
		this.name = name;
		this.limit = limit;
		this.executor = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_QUEUED),
				(work) -> {
					Thread thread = new Thread(work, "camera-" + name);
					thread.setDaemon(true);
					return thread;
				});
		this.executor.allowCoreThreadTimeOut(true);
	}

	<T> T call(CameraCall<T> call) throws CameraException {
		Future<T> future;
		try {
			future = this.executor.submit(call::run);
		}
		catch (RejectedExecutionException ex) {
			throw CameraException.unavailable(this.name + ": too many calls are waiting for the camera", ex);
		}
		return await(future);
	}

	private <T> T await(Future<T> future) throws CameraException {
		try {
			return future.get(this.limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			future.cancel(true);
			throw CameraException
				.unavailable(this.name + ": the camera did not respond within " + this.limit.toMillis() + " ms", ex);
		}
		catch (ExecutionException ex) {
			throw failure(ex.getCause());
		}
		catch (CancellationException ex) {
			throw CameraException.unavailable(this.name + ": the camera was closed", ex);
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			Thread.currentThread().interrupt();
			throw CameraException.unavailable(this.name + ": interrupted", ex);
		}
	}

	private CameraException failure(Throwable cause) {
		if (cause instanceof CameraException exception) {
			return exception;
		}
		if (cause instanceof Error error) {
			throw error;
		}
		return CameraException.unavailable(this.name + ": the driver failed: " + cause, cause);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
