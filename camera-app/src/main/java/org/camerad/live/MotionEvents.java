package org.camerad.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Counter;
import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraFailure;
import org.camerad.camera.ResetListener;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.driver.MotionControl;
import org.camerad.driver.MotionEvent;
import org.camerad.operation.CameraMeters;
import org.camerad.thread.SerialExecutor;
import org.camerad.thread.SharedTimer;
import org.camerad.user.UserListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The motion events of one camera, for metrics and for listeners. Subscribed while the
 * camera is open, and again after it was reopened. Thread-safe.
 */
public final class MotionEvents
		implements Flow.Subscriber<MotionEvent>, CameraPart, UserListener, ResetListener, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(MotionEvents.class);

	private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

	private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(15);

	private static final int MAX_WAITING = 256;

	private final CameraCalls calls;

	private final Counter began;

	private final Counter ended;

	private final EventListeners listeners;

	private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

	private final AtomicBoolean active = new AtomicBoolean();

	private volatile @Nullable MotionEvent current;

	private final Set<Consumer<MotionEvent>> own = new CopyOnWriteArraySet<>();

	/** Sends to the listeners, and subscribes. */
	private final SerialExecutor executor = new SerialExecutor("motion-events", MAX_WAITING);

	private final List<Future<?>> timers = new CopyOnWriteArrayList<>();

	public MotionEvents(CameraCalls calls, LiveTraffic traffic, CameraMeters meters) {
		this.calls = calls;
		this.listeners = new EventListeners(traffic);
		this.began = meters.counter("camera.motion.events", "state", "began");
		this.ended = meters.counter("camera.motion.events", "state", "ended");
		meters.gauge("camera.motion.active", this.active, (state) -> state.get() ? 1 : 0);
	}

	/** Passes all following messages through an interceptor. */
	public void intercept(MediaInterceptor interceptor) {
		this.listeners.intercept(interceptor);
	}

	EventListeners listeners() {
		return this.listeners;
	}

	/** Adds a listener of this process. It returns at once. */
	public void add(Consumer<MotionEvent> listener) {
		this.own.add(listener);
	}

	/** Removes a listener of this process. */
	public void remove(Consumer<MotionEvent> listener) {
		this.own.remove(listener);
	}

	/**
	 * Returns the current state, which a new listener receives first; null before the
	 * first event.
	 */
	public @Nullable MotionEvent current() {
		return this.current;
	}

	/** Subscribes, and resubscribes whenever the camera is reopened. */
	public void start() {
		this.timers.add(SharedTimer.repeat(Duration.ofSeconds(1), () -> {
			if (canSubscribe()) {
				run(this::subscribe);
			}
		}));
		this.timers.add(SharedTimer.repeat(HEARTBEAT_INTERVAL, () -> {
			if (!this.listeners.isEmpty()) {
				run(() -> this.listeners.send(HEARTBEAT));
			}
		}));
	}

	private void run(Runnable work) {
		try {
			this.executor.execute(work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("dropped work on motion events: {}", ex.getMessage());
		}
	}

	private boolean canSubscribe() {
		return this.subscription.get() == null && this.calls.present().isPresent();
	}

	private void subscribe() {
		if (!canSubscribe()) {
			return;
		}
		try {
			this.calls.camera().motion().map(MotionControl::events).ifPresent((events) -> events.subscribe(this));
		}
		catch (CameraFailure | IllegalStateException ex) {
			logger.debug("motion events are not available yet; trying again", ex);
		}
	}

	@Override
	public void onSubscribe(Flow.Subscription started) {
		this.subscription.set(started);
		started.request(1);
	}

	@Override
	public void onNext(MotionEvent event) {
		this.current = event;
		if (this.active.getAndSet(event.active()) != event.active()) {
			logger.info("motion {}", event.active() ? "began" : "ended");
			(event.active() ? this.began : this.ended).increment();
		}
		this.own.forEach((listener) -> listener.accept(event));
		byte[] message = EventMessage.of(event);
		run(() -> this.listeners.send(message));
		Flow.Subscription active = this.subscription.get();
		if (active != null) {
			active.request(1);
		}
	}

	@Override
	public void onError(Throwable failure) {
		logger.debug("motion events have failed; subscribing again", failure);
		this.subscription.set(null);
	}

	@Override
	public void onComplete() {
		this.subscription.set(null);
	}

	@Override
	public void onUserChanged(String name, boolean deleted) {
		this.listeners.end((connection) -> connection.user().equals(name));
	}

	@Override
	public void onReset(Reset reset, AfterResponse afterResponse) {
		this.listeners.end((connection) -> true);
	}

	/** Disconnects all listeners, before the web server waits for its connections. */
	@Override
	public void close() {
		this.listeners.end((connection) -> true);
		this.timers.forEach((timer) -> timer.cancel(false));
		this.executor.shutdownNow();
		Flow.Subscription active = this.subscription.getAndSet(null);
		if (active != null) {
			active.cancel();
		}
	}

}
