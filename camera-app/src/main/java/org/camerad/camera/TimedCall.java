package org.camerad.camera;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A hardware call that knows when it was started. Any thread.
 *
 * @param <T> its result
 */
final class TimedCall<T> extends FutureTask<T> {

	private enum State {

		WAITING, STARTED, WITHDRAWN

	}

	private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

	private final Consumer<@Nullable TimedCall<?>> onRunning;

	private volatile long startNanos;

	/**
	 * Creates a call.
	 * @param onRunning is told of this call when it starts, and of null when it ends
	 */
	TimedCall(CameraCall<T> call, Consumer<@Nullable TimedCall<?>> onRunning) {
		super(call::run);
		this.onRunning = onRunning;
	}

	@Override
	public void run() {
		this.startNanos = System.nanoTime();
		if (!this.state.compareAndSet(State.WAITING, State.STARTED)) {
			return;
		}
		this.onRunning.accept(this);
		try {
			super.run();
		}
		finally {
			this.onRunning.accept(null);
		}
	}

	/** Cancels the call unless it was started, and returns whether it was not. */
	boolean withdraw() {
		boolean withdrawn = this.state.compareAndSet(State.WAITING, State.WITHDRAWN);
		if (withdrawn) {
			cancel(false);
		}
		return withdrawn;
	}

	/** Returns the time since the start, in nanoseconds. */
	long runningNanos() {
		return System.nanoTime() - this.startNanos;
	}

}
