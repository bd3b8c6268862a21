package org.camerad.live.rtsp;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import org.camerad.camera.CameraFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source of media of the camera, subscribed while it has holders. Confined to the event
 * loop; subscribing and cancelling, which can block in the driver, run on the worker.
 *
 * @param <T> the type of the items
 */
abstract class MediaSource<T> {

	private static final Logger logger = LoggerFactory.getLogger(MediaSource.class);

	private final String name;

	private final Executor loop;

	private final Executor worker;

	private final Set<Object> holders = new HashSet<>();

	private @Nullable ItemSubscriber<?> current;

	private boolean changing;

	/**
	 * Creates a source.
	 * @param name the name for the log
	 * @param loop the event loop
	 * @param worker runs calls that can block in the driver
	 */
	MediaSource(String name, Executor loop, Executor worker) {
		this.name = name;
		this.loop = loop;
		this.worker = worker;
	}

	String name() {
		return this.name;
	}

	/**
	 * Subscribes {@link #subscriber a subscriber} to the driver. Called on the worker.
	 */
	abstract void subscribe();

	/** Handles an item. */
	abstract void onItem(T item);

	/** Handles the end of the source. */
	abstract void onEnd(String reason);

	/** Forgets the state of the source, because no holder is left. */
	abstract void onIdle();

	/** Adds a holder. The source runs while it has holders. */
	final void acquire(Object holder) {
		this.holders.add(holder);
		update();
	}

	final void release(Object holder) {
		this.holders.remove(holder);
		update();
	}

	final boolean isInUse() {
		return !this.holders.isEmpty();
	}

	/**
	 * Returns a subscriber that converts the driver's items and requests more of them.
	 * @param demand the maximum number of items on their way to the event loop
	 */
	final <S> Flow.Subscriber<S> subscriber(Function<S, T> convert, int demand) {
		ItemSubscriber<S> fresh = new ItemSubscriber<>(convert, demand);
		runOnLoop(() -> this.current = fresh);
		return fresh;
	}

	/**
	 * Makes one change at a time, so that clients that come and go quickly queue no work.
	 */
	private void update() {
		if (this.changing || isInUse() == (this.current != null)) {
			return;
		}
		ItemSubscriber<?> previous = this.current;
		this.current = null;
		this.changing = true;
		if (previous != null) {
			onIdle();
		}
		runOnWorker(() -> {
			if (previous == null) {
				trySubscribe();
			}
			else {
				previous.cancel();
			}
			runOnLoop(this::onChanged);
		});
	}

	/** Runs a call on the worker, unless the service is stopping. */
	final void runOnWorker(Runnable work) {
		try {
			this.worker.execute(work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("the service is stopping", ex);
		}
	}

	/** Runs a task on the event loop, unless the service is stopping. */
	private void runOnLoop(Runnable work) {
		try {
			this.loop.execute(work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("the service is stopping", ex);
		}
	}

	private void trySubscribe() {
		try {
			subscribe();
		}
		catch (CameraFailure ex) {
			runOnLoop(() -> end("the camera is unavailable"));
		}
		catch (RuntimeException ex) {
			logger.error("subscribing to {} failed", this.name, ex);
			runOnLoop(() -> end("the source has failed"));
		}
	}

	private void onChanged() {
		this.changing = false;
		update();
	}

	private void end(String reason) {
		this.current = null;
		this.holders.clear();
		onEnd(reason);
	}

	/** One subscription. The driver's threads call it. */
	private final class ItemSubscriber<S> implements Flow.Subscriber<S> {

		private final Function<S, T> convert;

		private final int demand;

		private Flow.@Nullable Subscription subscription;

		private boolean cancelled;

		ItemSubscriber(Function<S, T> convert, int demand) {
			this.convert = convert;
			this.demand = demand;
		}

		@Override
		public void onSubscribe(Flow.Subscription started) {
			boolean late;
			synchronized (this) {
				this.subscription = started;
				late = this.cancelled;
			}
			if (late) {
				started.cancel();
			}
			else {
				started.request(this.demand);
			}
		}

		/** Forwards an item to the event loop. The demand bounds the queue. */
		@Override
		public void onNext(S item) {
			runOnLoop(() -> {
				if (MediaSource.this.current == this) {
					onItem(this.convert.apply(item));
					request();
				}
			});
		}

		private void request() {
			Flow.Subscription active;
			synchronized (this) {
				active = this.subscription;
			}
			if (active != null && MediaSource.this.current == this) {
				active.request(1);
			}
		}

		@Override
		public void onError(Throwable failure) {
			runOnLoop(() -> finish(String.valueOf(failure.getMessage())));
		}

		@Override
		public void onComplete() {
			runOnLoop(() -> finish("the source has ended"));
		}

		private void finish(String reason) {
			if (MediaSource.this.current == this) {
				end(reason);
			}
		}

		void cancel() {
			Flow.Subscription active;
			synchronized (this) {
				this.cancelled = true;
				active = this.subscription;
			}
			if (active != null) {
				active.cancel();
			}
		}

	}

}
