package org.camerad.live;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.camerad.driver.Picture;
import org.jspecify.annotations.Nullable;

/**
 * The newest of a stream's pictures that has not been taken yet. The camera is asked for
 * one at a time. One thread takes; the driver's thread puts.
 */
final class LatestPictureSubscriber implements Flow.Subscriber<Picture> {

	private final AtomicReference<@Nullable Picture> latest = new AtomicReference<>();

	private final Runnable onPicture;

	private final Consumer<@Nullable Throwable> onEnd;

	private volatile Flow.@Nullable Subscription subscription;

	/**
	 * @param onPicture is called when there is one to take
	 * @param onEnd is called when no more come, with the reason if it is a failure
	 */
	LatestPictureSubscriber(Runnable onPicture, Consumer<@Nullable Throwable> onEnd) {
		this.onPicture = onPicture;
		this.onEnd = onEnd;
	}

	/** The picture, null when there is none that was not taken before. */
	@Nullable Picture take() {
		return this.latest.getAndSet(null);
	}

	/** Asks for another one. */
	void request() {
		Flow.Subscription current = this.subscription;
		if (current != null) {
			current.request(1);
		}
	}

	/** No more are wanted until it is subscribed again. */
	void cancel() {
		Flow.Subscription current = this.subscription;
		this.subscription = null;
		this.latest.set(null);
		if (current != null) {
			current.cancel();
		}
	}

	@Override
	public void onSubscribe(Flow.Subscription started) {
		this.subscription = started;
		started.request(1);
	}

	@Override
	public void onNext(Picture picture) {
		this.latest.set(picture);
		this.onPicture.run();
	}

	@Override
	public void onError(Throwable failure) {
		this.onEnd.accept(failure);
	}

	@Override
	public void onComplete() {
		this.onEnd.accept(null);
	}

}
