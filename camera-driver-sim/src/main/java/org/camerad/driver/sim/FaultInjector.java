package org.camerad.driver.sim;

import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.simulation.Delay;
import org.camerad.driver.CameraException;
import org.camerad.driver.simulation.Simulation;
import org.camerad.driver.sim.fault.FaultRegistry;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.fault.FaultValue;
import org.camerad.driver.sim.fault.ActiveFault;

/**
 * Where every call on a part passes first: without power nothing is answered, and a part
 * can be made to refuse, to vanish or to be slow. Any thread.
 */
final class FaultInjector {

	/** How soon a wait notices that its fault is over. */
	private static final Duration SLICE = Duration.ofMillis(20);

	private final PowerState power;

	private final FaultRegistry board;

	FaultInjector(PowerState power, FaultRegistry board) {
		this.power = power;
		this.board = board;
	}

	void checkPower() throws CameraException {
		this.power.check();
	}

	/** A call that changes nothing. */
	void ask(CameraPart part) throws CameraException {
		pass(part);
	}

	/** A call that changes something. */
	void change(CameraPart part) throws CameraException {
		if (pass(part) instanceof FaultValue.Refuse) {
			throw CameraException.refused(part.word() + " refuses every change, as was asked of the simulator");
		}
	}

	/** A picture is wanted. */
	void picture() throws CameraException {
		pass(CameraPart.VIDEO);
		if (shouldInject(FaultKind.SENSOR_LOST)) {
			throw CameraException.unavailable("the sensor is lost, as was asked of the simulator");
		}
	}

	private FaultValue pass(CameraPart part) throws CameraException {
		this.power.check();
		device();
		Optional<ActiveFault> mishap = this.board.shouldInject(part.fault());
		if (mishap.isEmpty()) {
			return new FaultValue.Present();
		}
		FaultValue value = mishap.get().value();
		if (value instanceof FaultValue.Unavailable) {
			throw CameraException.unavailable(part.word() + " does not answer, as was asked of the simulator");
		}
		if (value instanceof FaultValue.Time) {
			hold(mishap.get());
		}
		return value;
	}

	private void device() throws CameraException {
		delay(FaultKind.DEVICE_HANGS);
		if (shouldInject(FaultKind.DEVICE_FAILS)) {
			throw CameraException.unavailable("the camera fails, as was asked of the simulator");
		}
	}

	/** One occasion for a fault: whether it befalls. */
	boolean shouldInject(FaultKind kind) {
		return this.board.shouldInject(kind).isPresent();
	}

	/** Whether a fault is there, without being an occasion for it. */
	boolean isPresent(FaultKind kind) {
		return this.board.present(kind).isPresent();
	}

	/** One occasion for a fault that takes time: waits if it befalls, and tells so. */
	boolean delay(FaultKind kind) throws CameraException {
		Optional<ActiveFault> mishap = this.board.shouldInject(kind);
		if (mishap.isPresent()) {
			hold(mishap.get());
		}
		return mishap.isPresent();
	}

	/** One occasion for a fault that says a time, zero when it does not befall. */
	Duration time(FaultKind kind, Duration otherwise) {
		return this.board.shouldInject(kind)
			.map((mishap) -> (mishap.value() instanceof FaultValue.Time time) ? time.time() : otherwise)
			.orElse(otherwise);
	}

	/** One occasion for a fault that leaves a share of what is usual. */
	double share(FaultKind kind) {
		return this.board.shouldInject(kind)
			.map((mishap) -> (mishap.value() instanceof FaultValue.Share share) ? share.share() : 1.0)
			.orElse(1.0);
	}

	/** One occasion for a fault that takes time: how long it still does. */
	Delay pending(FaultKind kind) {
		return this.board.shouldInject(kind).map(this::delay).orElse(() -> Duration.ZERO);
	}

	private Delay delay(ActiveFault mishap) {
		if (!(mishap.value() instanceof FaultValue.Time time)) {
			return () -> Duration.ZERO;
		}
		long end = System.nanoTime() + time.time().toNanos();
		return () -> {
			long left = end - System.nanoTime();
			return (left > 0 && mishap.goesOn().getAsBoolean() && this.power.isOn()) ? Duration.ofNanos(left)
					: Duration.ZERO;
		};
	}

	/** Waits as long as a fault says and is there. */
	private void hold(ActiveFault mishap) throws CameraException {
		Delay delay = delay(mishap);
		for (Duration left = delay.left(); !left.isZero(); left = delay.left()) {
			this.power.pause((left.compareTo(SLICE) < 0) ? left : SLICE);
		}
		this.power.check();
	}

}
