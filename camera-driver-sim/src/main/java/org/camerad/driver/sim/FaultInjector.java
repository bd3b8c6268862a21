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
 * Checks every call on a part against the power state and the injected faults.
 * Thread-safe.
 */
final class FaultInjector {

	/** The delay until a waiting call notices that its fault has ended. */
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

	/**
	 * Checks a call that changes nothing.
	 * @throws CameraException UNAVAILABLE without power or when a fault says so
	 */
	void checkQuery(CameraPart part) throws CameraException {
		checkCall(part);
	}

	/**
	 * Checks a call that changes something.
	 * @throws CameraException REFUSED or UNAVAILABLE when a fault says so
	 */
	void checkChange(CameraPart part) throws CameraException {
		if (checkCall(part) instanceof FaultValue.Refuse) {
			throw CameraException.refused(part.id() + " refuses every change (injected fault)");
		}
	}

	/**
	 * Checks a request for a picture.
	 * @throws CameraException UNAVAILABLE when the sensor is lost, or without power
	 */
	void checkPicture() throws CameraException {
		checkCall(CameraPart.VIDEO);
		if (shouldInject(FaultKind.SENSOR_LOST)) {
			throw CameraException.unavailable("the sensor is lost (injected fault)");
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
			throw CameraException.unavailable(part.id() + " does not respond (injected fault)");
		}
		if (value instanceof FaultValue.Time) {
			await(activeFault.get());
		}
		return value;
	}

	private void checkDevice() throws CameraException {
		delay(FaultKind.DEVICE_HANGS);
		if (shouldInject(FaultKind.DEVICE_FAILS)) {
			throw CameraException.unavailable("the camera fails (injected fault)");
		}
	}

	/** Returns whether the fault triggers on this occasion. */
	boolean shouldInject(FaultKind kind) {
		return this.registry.shouldInject(kind).isPresent();
	}

	/** Returns whether the fault is active. Does not count as an occasion. */
	boolean isPresent(FaultKind kind) {
		return this.registry.present(kind).isPresent();
	}

	/** Returns whether the fault is active until it is cleared. */
	boolean isPermanent(FaultKind kind) {
		return this.registry.isPermanent(kind);
	}

	/** Waits if the fault triggers on this occasion, and returns whether it did. */
	boolean delay(FaultKind kind) throws CameraException {
		Optional<ActiveFault> activeFault = this.registry.shouldInject(kind);
		if (activeFault.isPresent()) {
			await(activeFault.get());
		}
		return activeFault.isPresent();
	}

	/**
	 * Returns the duration of the fault if it triggers on this occasion, else the
	 * default.
	 */
	Duration timeOr(FaultKind kind, Duration defaultTime) {
		return this.registry.shouldInject(kind)
			.map((activeFault) -> (activeFault.value() instanceof FaultValue.Time time) ? time.time() : defaultTime)
			.orElse(defaultTime);
	}

	/**
	 * Returns the share of the normal speed on this occasion, 1 without the fault.
	 */
	double speedShare(FaultKind kind) {
		return this.registry.shouldInject(kind)
			.map((activeFault) -> (activeFault.value() instanceof FaultValue.Share share) ? share.share() : 1.0)
			.orElse(1.0);
	}

	/**
	 * Returns the time that the fault still delays this occasion, zero if it does not
	 * trigger.
	 */
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

	/** Waits until the time of the fault is over or the fault is cleared. */
	private void await(ActiveFault activeFault) throws CameraException {
		Delay delay = delay(activeFault);
		for (Duration left = delay.left(); !left.isZero(); left = delay.left()) {
			this.power.pause((left.compareTo(POLL_INTERVAL) < 0) ? left : POLL_INTERVAL);
		}
		this.power.check();
	}

}
