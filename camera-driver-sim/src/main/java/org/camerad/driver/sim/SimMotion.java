package org.camerad.driver.sim;

import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.Motion;
import org.camerad.driver.MotionControl;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.flow.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * The motion detector's settings and the way out for what it sees, which is what the
 * {@link MotionWatch} hands to {@link #publish}.
 */
final class SimMotion extends Kept<Motion> implements MotionControl {

	private static final IntRange PERCENT = new IntRange(1, 100);

	private static final Motion INITIAL = new Motion(false, 80, 20, true, 80, 22, BlockGrid.all(22, 18));

	private final Faults faults;

	private final VirtualClock clock;

	private final Set<Outlet<MotionEvent>> outlets = ConcurrentHashMap.newKeySet();

	private final MotionWatch watch;

	private @Nullable MotionEvent present;

	SimMotion(Faults faults, VirtualClock clock, MotionWatch.Sight sight) {
		super(faults, Part.MOTION, INITIAL, SimMotion::wrong, (changed) -> {
		});
		this.faults = faults;
		this.clock = clock;
		this.watch = new MotionWatch(sight, this::publish);
	}

	@Override
	public void apply(Motion settings) throws CameraException {
		super.apply(settings);
		this.watch.apply(settings);
		if (!settings.enabled()) {
			endMotion();
		}
	}

	@Override
	public Flow.Publisher<MotionEvent> events() {
		return this::subscribe;
	}

	/**
	 * Tells every subscriber; one that has not requested gets the newest only. What is
	 * seen while detection is being turned off is nobody's business any more.
	 */
	private void publish(MotionEvent event) {
		synchronized (this.outlets) {
			if (inEffect().enabled() || !event.active()) {
				this.present = event;
				this.outlets.forEach((outlet) -> outlet.offer(event));
			}
		}
	}

	private void endMotion() {
		synchronized (this.outlets) {
			if (this.present != null && this.present.active()) {
				publish(still());
			}
		}
	}

	@Override
	void restart() {
		super.restart();
		this.watch.apply(INITIAL);
		synchronized (this.outlets) {
			this.present = null;
		}
	}

	/** Tells when detection is on and sees nothing. */
	Optional<PartStatus> status() {
		return this.watch.trouble()
			.map((trouble) -> new PartStatus(Part.MOTION.word(), PartStatus.State.FAILED,
					"nothing is seen: " + trouble));
	}

	/** Ends every subscription. */
	void end(CameraException reason) {
		this.outlets.forEach((outlet) -> outlet.fail(reason));
	}

	/** Stops watching for good and waits for that, for a bounded time. */
	void close() throws InterruptedException {
		this.watch.close();
	}

	private void subscribe(Flow.Subscriber<? super MotionEvent> subscriber) {
		Outlet<MotionEvent> outlet = new Outlet<>(subscriber, (requested) -> {
		}, this.outlets::remove);
		synchronized (this.outlets) {
			outlet.offer((this.present != null) ? this.present : still());
			this.outlets.add(outlet);
		}
		try {
			this.faults.ask(Part.MOTION);
		}
		catch (CameraException ex) {
			outlet.fail(ex);
		}
		outlet.open();
	}

	private MotionEvent still() {
		return new MotionEvent(this.clock.now(), false, new BitSet());
	}

	private static @Nullable String wrong(Motion motion) {
		boolean inside = Stream
			.of(motion.sensitivity(), motion.threshold(), motion.nightSensitivity(), motion.nightThreshold())
			.allMatch(PERCENT::contains);
		return inside ? null : "a sensitivity or threshold is not in " + PERCENT;
	}

}
