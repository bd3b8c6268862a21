package org.camerad.driver.sim;

import java.io.IOException;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.Ptz;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.sim.fault.FaultKind;

/** The simulated head with its presets. */
final class SimPtz implements Ptz {

	private static final IntRange NUMBERS = new IntRange(1, 255);

	private final Faults faults;

	private final Head head;

	private final Presets presets;

	SimPtz(Faults faults, Head head, Presets presets) {
		this.faults = faults;
		this.head = head;
		this.presets = presets;
	}

	@Override
	public void move(PtzMotion motion) throws CameraException {
		this.faults.change(Part.PTZ);
		if (!isStuck()) {
			this.head.move(motion, this.faults.share(FaultKind.PTZ_SLOW));
		}
	}

	@Override
	public void stop() throws CameraException {
		this.faults.change(Part.PTZ);
		this.head.stop();
	}

	@Override
	public void addPreset(int number) throws CameraException {
		this.faults.change(Part.PTZ);
		checkNumber(number);
		try {
			this.presets.put(number, truth());
		}
		catch (IOException ex) {
			throw CameraException.unavailable("preset " + number + " cannot be kept: " + ex, ex);
		}
	}

	@Override
	public void callPreset(int number) throws CameraException {
		this.faults.change(Part.PTZ);
		PtzPosition view = this.presets.get(number)
			.orElseThrow(() -> CameraException.refused("there is no preset " + number));
		if (!isStuck()) {
			this.head.approach(view, this.faults.share(FaultKind.PTZ_SLOW));
		}
	}

	/** Whether this command finds the head stuck. */
	private boolean isStuck() {
		boolean stuck = this.faults.shouldInject(FaultKind.PTZ_STUCK);
		if (stuck) {
			this.head.stop();
		}
		return stuck;
	}

	/** Where the head stands, whether or not it answers. */
	PtzPosition truth() {
		if (this.faults.isPresent(FaultKind.PTZ_STUCK)) {
			this.head.stop();
		}
		return this.head.position();
	}

	@Override
	public void deletePreset(int number) throws CameraException {
		this.faults.change(Part.PTZ);
		try {
			this.presets.remove(number);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("preset " + number + " cannot be forgotten: " + ex, ex);
		}
	}

	@Override
	public Optional<PtzPosition> position() throws CameraException {
		this.faults.ask(Part.PTZ);
		return Optional.of(truth());
	}

	private static void checkNumber(int number) throws CameraException {
		if (!NUMBERS.contains(number)) {
			throw CameraException.refused("presets are numbered " + NUMBERS);
		}
	}

}
