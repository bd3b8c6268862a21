package org.camerad.driver.sim;

import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.Motion;
import org.camerad.driver.MotionControl;
import org.camerad.driver.MotionEvent;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.publish.MotionEventPublisher;
import org.jspecify.annotations.Nullable;

/** The motion detector: its settings and the publisher of its events. */
final class SimMotion extends VolatileSetting<Motion> implements MotionControl {

	private static final IntRange PERCENT = new IntRange(1, 100);

	private static final Motion INITIAL = new Motion(false, 80, 20, true, 80, 22, BlockGrid.all(22, 18));

	private final FaultInjector faults;

	private final MotionEventPublisher events;

	private final MotionDetectionWorker watch;

	SimMotion(FaultInjector faults, VirtualClock clock, MotionDetectionWorker.LumaSource source) {
		super(faults, CameraPart.MOTION, INITIAL, SimMotion::problem, (changed) -> {
		});
		this.faults = faults;
		this.events = new MotionEventPublisher(clock::now);
		this.watch = new MotionDetectionWorker(source, this.events::publish);
	}

	@Override
	public void apply(Motion settings) throws CameraException {
		super.apply(settings);
		this.events.enable(settings.enabled());
		this.watch.apply(settings);
	}

	@Override
	public Flow.Publisher<MotionEvent> events() {
		return (subscriber) -> this.events.subscribe(subscriber, () -> this.faults.checkQuery(CameraPart.MOTION));
	}

	@Override
	void restart() {
		super.restart();
		this.watch.apply(INITIAL);
		this.events.enable(INITIAL.enabled());
	}

	/** Returns a failure while detection is on and there are no pictures. */
	Optional<PartStatus> status() {
		return this.watch.problem()
			.map((problem) -> new PartStatus(CameraPart.MOTION.id(), PartStatus.State.FAILED,
					"motion detection gets no pictures: " + problem));
	}

	/** Ends every subscription. */
	void endSubscriptions(CameraException reason) {
		this.events.end(reason);
	}

	/** Stops detection for good and waits a bounded time for the thread. */
	void close() throws InterruptedException {
		this.watch.close();
	}

	private static @Nullable String problem(Motion motion) {
		boolean inside = Stream
			.of(motion.sensitivity(), motion.threshold(), motion.nightSensitivity(), motion.nightThreshold())
			.allMatch(PERCENT::contains);
		return inside ? null : "a sensitivity or threshold is not in " + PERCENT;
	}

}
