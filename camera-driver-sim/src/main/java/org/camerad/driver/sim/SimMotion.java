package org.camerad.driver.sim;

import java.util.BitSet;
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
import org.camerad.driver.flow.Outlet;
import org.jspecify.annotations.Nullable;

/**
 * The motion detector's settings and the way out for what it sees. A detector hands each
 * change to {@link #publish}; until one does, there is no motion.
 */
final class SimMotion extends Kept<Motion> implements MotionControl {

	private static final IntRange PERCENT = new IntRange(1, 100);

	private static final Motion INITIAL = new Motion(false, 80, 20, true, 80, 22, BlockGrid.all(22, 18));

	private final Faults faults;

	private final VirtualClock clock;

	private final Set<Outlet<MotionEvent>> outlets = ConcurrentHashMap.newKeySet();

	private @Nullable MotionEvent present;

	SimMotion(Faults faults, VirtualClock clock) {
		super(faults, Part.MOTION, INITIAL, SimMotion::wrong, (changed) -> {
		});
		this.faults = faults;
		this.clock = clock;
	}

	@Override
	public Flow.Publisher<MotionEvent> events() {
		return this::subscribe;
	}

	/** Tells every subscriber; one that has not requested gets the newest only. */
	void publish(MotionEvent event) {
		synchronized (this) {
			this.present = event;
		}
		this.outlets.forEach((outlet) -> outlet.offer(event));
	}

	@Override
	synchronized void restart() {
		super.restart();
		this.present = null;
	}

	/** Ends every subscription. */
	void end(CameraException reason) {
		this.outlets.forEach((outlet) -> outlet.fail(reason));
	}

	private void subscribe(Flow.Subscriber<? super MotionEvent> subscriber) {
		Outlet<MotionEvent> outlet = new Outlet<>(subscriber, (requested) -> {
		}, this.outlets::remove);
		synchronized (this) {
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
