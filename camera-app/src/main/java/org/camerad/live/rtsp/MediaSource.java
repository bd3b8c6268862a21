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
 * What comes from one of the camera's sources, for as long as somebody is interested.
 * Belongs to the event loop; only subscribing and cancelling, which may take the driver a
 * while, happen elsewhere.
 *
 * @param <T> what comes
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
	 * @param loop the event loop
	 * @param worker where the driver may take its time
	 */
	MediaSource(String name, Executor loop, Executor worker) {
		this.name = name;
		this.loop = loop;
		this.worker = worker;
	}

	String name() {
		return this.name;
	}

	/** Subscribes an inlet that {@link #inlet} makes. Not on the event loop. */
	abstract void subscribe();

	/** Another one has come. */
	abstract void onItem(T item);

	/** Nothing more comes. */
	abstract void onEnd(String reason);

	/** Nobody is interested: what is known of the source may no longer be true. */
	abstract void onIdle();

	/** Somebody is interested from now on; saying it again changes nothing. */
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

	/** A subscriber that converts what the driver publishes. */
	final <S> Flow.Subscriber<S> subscriber(Function<S, T> convert, int demand) {
		ItemSubscriber<S> fresh = new ItemSubscriber<>(convert, demand);
		runOnLoop(() -> this.current = fresh);
		return fresh;
	}

	/** One change at a time, so that many who come and go queue nothing up. */
	private void update() {
		if (this.changing || isInUse() == (this.current != null)) {
			return;
		}
		ItemSubscriber<?> former = this.current;
		this.current = null;
		this.changing = true;
		if (former != null) {
			onIdle();
		}
		runOnWorker(() -> {
			if (former == null) {
				trySubscribe();
			}
			else {
				former.cancel();
			}
			runOnLoop(this::onChanged);
		});
	}

	/** Has the driver do something, while the service is there. */
	final void runOnWorker(Runnable work) {
		try {
			this.worker.execute(work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("the service is stopping", ex);
		}
	}

	/** Has something done on the event loop, while there is one. */
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
			runOnLoop(() -> end("the camera does not answer"));
		}
		catch (RuntimeException ex) {
			logger.error("{}: cannot be watched", this.name, ex);
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

	/** One subscription. Signals come from the driver's thread. */
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

		/** What is under way to the event loop is bounded by what was requested. */
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
