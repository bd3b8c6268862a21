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

	private final Set<Object> interested = new HashSet<>();

	private @Nullable Inlet<?> inlet;

	private boolean busy;

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
	abstract void open();

	/** Another one has come. */
	abstract void accept(T item);

	/** Nothing more comes. */
	abstract void over(String reason);

	/** Nobody is interested: what is known of the source may no longer be true. */
	abstract void rest();

	/** Somebody is interested from now on; saying it again changes nothing. */
	final void want(Object who) {
		this.interested.add(who);
		update();
	}

	final void leave(Object who) {
		this.interested.remove(who);
		update();
	}

	final boolean isWanted() {
		return !this.interested.isEmpty();
	}

	/** A subscriber that converts what the driver publishes. */
	final <S> Flow.Subscriber<S> inlet(Function<S, T> convert, int demand) {
		Inlet<S> fresh = new Inlet<>(convert, demand);
		signal(() -> this.inlet = fresh);
		return fresh;
	}

	/** One change at a time, so that many who come and go queue nothing up. */
	private void update() {
		if (this.busy || isWanted() == (this.inlet != null)) {
			return;
		}
		Inlet<?> former = this.inlet;
		this.inlet = null;
		this.busy = true;
		if (former != null) {
			rest();
		}
		submit(() -> {
			if (former == null) {
				tryOpen();
			}
			else {
				former.cancel();
			}
			signal(this::changed);
		});
	}

	/** Has the driver do something, while the service is there. */
	final void submit(Runnable work) {
		try {
			this.worker.execute(work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("the service is stopping", ex);
		}
	}

	/** Has something done on the event loop, while there is one. */
	private void signal(Runnable work) {
		try {
			this.loop.execute(work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("the service is stopping", ex);
		}
	}

	private void tryOpen() {
		try {
			open();
		}
		catch (CameraFailure ex) {
			signal(() -> end("the camera does not answer"));
		}
		catch (RuntimeException ex) {
			logger.error("{}: cannot be watched", this.name, ex);
			signal(() -> end("the source has failed"));
		}
	}

	private void changed() {
		this.busy = false;
		update();
	}

	private void end(String reason) {
		this.inlet = null;
		this.interested.clear();
		over(reason);
	}

	/** One subscription. Signals come from the driver's thread. */
	private final class Inlet<S> implements Flow.Subscriber<S> {

		private final Function<S, T> convert;

		private final int demand;

		private Flow.@Nullable Subscription subscription;

		private boolean cancelled;

		Inlet(Function<S, T> convert, int demand) {
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
			signal(() -> {
				if (MediaSource.this.inlet == this) {
					accept(this.convert.apply(item));
					request();
				}
			});
		}

		private void request() {
			Flow.Subscription current;
			synchronized (this) {
				current = this.subscription;
			}
			if (current != null && MediaSource.this.inlet == this) {
				current.request(1);
			}
		}

		@Override
		public void onError(Throwable failure) {
			signal(() -> finish(String.valueOf(failure.getMessage())));
		}

		@Override
		public void onComplete() {
			signal(() -> finish("the source has ended"));
		}

		private void finish(String reason) {
			if (MediaSource.this.inlet == this) {
				end(reason);
			}
		}

		void cancel() {
			Flow.Subscription current;
			synchronized (this) {
				this.cancelled = true;
				current = this.subscription;
			}
			if (current != null) {
				current.cancel();
			}
		}

	}

}
