package org.camerad.driver.support.publish;

import java.time.Instant;
import java.util.BitSet;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

import org.camerad.driver.CameraException;
import org.camerad.driver.MotionEvent;
import org.jspecify.annotations.Nullable;

/**
 * The publisher of a motion detector's events. Each subscriber first receives the current
 * state; a slow one receives the newest. While detection is disabled, which it is
 * initially, only the end of a motion is published. Thread-safe.
 */
public final class MotionEventPublisher implements Flow.Publisher<MotionEvent> {

	private final Supplier<Instant> clock;

	private final SharedPublisher<MotionEvent> events = new SharedPublisher<>(DeliveryPolicy.latest());

	/** Guarded by the lock of the publisher, as is the field below. */
	private boolean enabled;

	/** The event published last; null before the first. */
	private @Nullable MotionEvent present;

	/**
	 * Creates a publisher without motion.
	 * @param clock the camera's time
	 */
	public MotionEventPublisher(Supplier<Instant> clock) {
		this.clock = clock;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super MotionEvent> subscriber) {
		subscribe(subscriber, () -> {
		});
	}

	/** Subscribes, and ends the subscription if the check fails. */
	public void subscribe(Flow.Subscriber<? super MotionEvent> subscriber, AdmissionCheck admission) {
		this.events.subscribe(subscriber, admission, () -> (this.present != null) ? this.present : still());
	}

	/** Publishes an event, unless detection is disabled. */
	public void publish(MotionEvent event) {
		this.events.publishFrom(() -> this.enabled ? become(event) : null);
	}

	/** Enables or disables detection. Disabling ends a motion. */
	public void enable(boolean on) {
		this.events.publishFrom(() -> {
			this.enabled = on;
			return on ? null : ended();
		});
	}

	/** Publishes the end of a motion, if there is one. */
	public void endMotion() {
		this.events.publishFrom(this::ended);
	}

	/** Ends the current subscriptions with {@code onError}. New ones may follow. */
	public void end(CameraException reason) {
		this.events.end(reason);
	}

	/** Ends the current subscriptions and every later one with {@code onError}. */
	public void close(CameraException reason) {
		this.events.close(reason);
	}

	private @Nullable MotionEvent ended() {
		return (this.present != null && this.present.active()) ? become(still()) : null;
	}

	private MotionEvent become(MotionEvent event) {
		this.present = event;
		return event;
	}

	private MotionEvent still() {
		return new MotionEvent(this.clock.get(), false, new BitSet());
	}

}
