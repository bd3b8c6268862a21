package org.camerad.live;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.camerad.driver.Picture;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that keeps only the newest picture of a stream. It requests one picture at
 * a time. One thread takes pictures; the driver's thread delivers them.
 */
final class LatestPictureSubscriber implements Flow.Subscriber<Picture> {

	private final AtomicReference<@Nullable Picture> latest = new AtomicReference<>();

	private final Runnable onPicture;

	private final Consumer<@Nullable Throwable> onEnd;

	private volatile Flow.@Nullable Subscription subscription;

	/**
	 * Creates a subscriber.
	 * @param onPicture called when a picture is available
	 * @param onEnd called when the stream has ended, with the failure or null
	 */
	LatestPictureSubscriber(Runnable onPicture, Consumer<@Nullable Throwable> onEnd) {
		this.onPicture = onPicture;
		this.onEnd = onEnd;
	}

	/** Takes the newest picture, null if it was taken before. */
	@Nullable Picture take() {
		return this.latest.getAndSet(null);
	}

	/** Requests one more picture. */
	void request() {
		Flow.Subscription current = this.subscription;
		if (current != null) {
			current.request(1);
		}
	}

	/** Cancels the subscription. The subscriber can be subscribed again. */
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
