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
	private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

	private final PowerState power;

	private final FaultRegistry registry;

	FaultInjector(PowerState power, FaultRegistry registry) {
		this.power = power;
		this.registry = registry;
	}

	void checkPower() throws CameraException {
		this.power.check();
	}

	/** A call that changes nothing. */
	void checkQuery(CameraPart part) throws CameraException {
		checkCall(part);
	}

	/** A call that changes something. */
	void checkChange(CameraPart part) throws CameraException {
		if (checkCall(part) instanceof FaultValue.Refuse) {
			throw CameraException.refused(part.id() + " refuses every change, as was asked of the simulator");
		}
	}

	/** A picture is wanted. */
	void checkPicture() throws CameraException {
		checkCall(CameraPart.VIDEO);
		if (shouldInject(FaultKind.SENSOR_LOST)) {
			throw CameraException.unavailable("the sensor is lost, as was asked of the simulator");
		}
	}

	private FaultValue checkCall(CameraPart part) throws CameraException {
		this.power.check();
		checkDevice();
		Optional<ActiveFault> activeFault = this.registry.shouldInject(part.fault());
		if (activeFault.isEmpty()) {
			return new FaultValue.Present();
		}
		FaultValue value = activeFault.get().value();
		if (value instanceof FaultValue.Unavailable) {
			throw CameraException.unavailable(part.id() + " does not answer, as was asked of the simulator");
		}
		if (value instanceof FaultValue.Time) {
			await(activeFault.get());
		}
		return value;
	}

	private void checkDevice() throws CameraException {
		delay(FaultKind.DEVICE_HANGS);
		if (shouldInject(FaultKind.DEVICE_FAILS)) {
			throw CameraException.unavailable("the camera fails, as was asked of the simulator");
		}
	}

	/** One occasion for a fault: whether it befalls. */
	boolean shouldInject(FaultKind kind) {
		return this.registry.shouldInject(kind).isPresent();
	}

	/** Whether a fault is there, without being an occasion for it. */
	boolean isPresent(FaultKind kind) {
		return this.registry.present(kind).isPresent();
	}

	/** One occasion for a fault that takes time: waits if it befalls, and tells so. */
	boolean delay(FaultKind kind) throws CameraException {
		Optional<ActiveFault> activeFault = this.registry.shouldInject(kind);
		if (activeFault.isPresent()) {
			await(activeFault.get());
		}
		return activeFault.isPresent();
	}

	/** One occasion for a fault that says a time, zero when it does not befall. */
	Duration timeOr(FaultKind kind, Duration defaultTime) {
		return this.registry.shouldInject(kind)
			.map((activeFault) -> (activeFault.value() instanceof FaultValue.Time time) ? time.time() : defaultTime)
			.orElse(defaultTime);
	}

	/** One occasion for a fault that leaves a share of what is usual. */
	double speedShare(FaultKind kind) {
		return this.registry.shouldInject(kind)
			.map((activeFault) -> (activeFault.value() instanceof FaultValue.Share share) ? share.share() : 1.0)
			.orElse(1.0);
	}

	/** One occasion for a fault that takes time: how long it still does. */
	Delay remaining(FaultKind kind) {
		return this.registry.shouldInject(kind).map(this::delay).orElse(() -> Duration.ZERO);
	}

	private Delay delay(ActiveFault activeFault) {
		if (!(activeFault.value() instanceof FaultValue.Time time)) {
			return () -> Duration.ZERO;
		}
		long end = System.nanoTime() + time.time().toNanos();
		return () -> {
			long left = end - System.nanoTime();
			return (left > 0 && activeFault.stillActive().getAsBoolean() && this.power.isOn()) ? Duration.ofNanos(left)
					: Duration.ZERO;
		};
	}

	/** Waits as long as a fault says and is there. */
	private void await(ActiveFault activeFault) throws CameraException {
		Delay delay = delay(activeFault);
		for (Duration left = delay.left(); !left.isZero(); left = delay.left()) {
			this.power.pause((left.compareTo(POLL_INTERVAL) < 0) ? left : POLL_INTERVAL);
		}
		this.power.check();
	}

}
