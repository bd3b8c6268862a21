package org.camerad.driver.sim;

import java.io.IOException;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.IntRange;
import org.camerad.driver.Ptz;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.PtzPositioning;
import org.camerad.driver.sim.fault.FaultKind;
import org.camerad.driver.sim.scene.raster.Viewport;

/** The simulated head with its presets. It accepts positions. */
final class SimPtz implements Ptz, PtzPositioning {

	private static final IntRange NUMBERS = new IntRange(1, 255);

	private final FaultInjector faults;

	private final SimulatedHead head;

	private final PresetStore presets;

	SimPtz(FaultInjector faults, SimulatedHead head, PresetStore presets) {
		this.faults = faults;
		this.head = head;
		this.presets = presets;
	}

	@Override
	public void move(PtzMotion motion) throws CameraException {
		this.faults.checkChange(CameraPart.PTZ);
		if (!isStuck()) {
			this.head.move(motion, this.faults.speedShare(FaultKind.PTZ_SLOW));
		}
	}

	@Override
	public void stop() throws CameraException {
		this.faults.checkChange(CameraPart.PTZ);
		this.head.stop();
	}

	@Override
	public void addPreset(int number) throws CameraException {
		this.faults.checkChange(CameraPart.PTZ);
		checkNumber(number);
		try {
			this.presets.put(number, actualPosition());
		}
		catch (IOException ex) {
			throw CameraException.unavailable("preset " + number + " cannot be stored: " + ex, ex);
		}
	}

	@Override
	public void callPreset(int number) throws CameraException {
		this.faults.checkChange(CameraPart.PTZ);
		PtzPosition view = this.presets.get(number)
			.orElseThrow(() -> CameraException.refused("preset " + number + " does not exist"));
		if (!isStuck()) {
			this.head.approach(view, this.faults.speedShare(FaultKind.PTZ_SLOW));
		}
	}

	/** Returns whether the head is stuck on this command, and stops it then. */
	private boolean isStuck() {
		boolean stuck = this.faults.shouldInject(FaultKind.PTZ_STUCK);
		if (stuck) {
			this.head.stop();
		}
		return stuck;
	}

	/** Returns the position of the head, even while it does not respond. */
	PtzPosition actualPosition() {
		if (this.faults.isPresent(FaultKind.PTZ_STUCK)) {
			this.head.stop();
		}
		return this.head.position();
	}

	@Override
	public void deletePreset(int number) throws CameraException {
		this.faults.checkChange(CameraPart.PTZ);
		try {
			this.presets.remove(number);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("preset " + number + " cannot be deleted: " + ex, ex);
		}
	}

	@Override
	public Optional<PtzPosition> position() throws CameraException {
		this.faults.checkQuery(CameraPart.PTZ);
		return Optional.of(actualPosition());
	}

	@Override
	public Optional<PtzPositioning> positioning() {
		return Optional.of(this);
	}

	@Override
	public PtzPosition lowest() {
		return SimulatedHead.LOWEST;
	}

	@Override
	public PtzPosition highest() {
		return SimulatedHead.HIGHEST;
	}

	@Override
	public void approach(PtzPosition target, double speed) throws CameraException {
		this.faults.checkChange(CameraPart.PTZ);
		if (!isStuck()) {
			this.head.approach(target, speed * this.faults.speedShare(FaultKind.PTZ_SLOW));
		}
	}

	/** The world is a plane of angles, so a place of the picture is a share of them. */
	@Override
	public Optional<PtzPosition> centred(PtzPosition from, double x, double y, double aspect) {
		double half = Viewport.MAX_FIELD_DEGREES / Math.max(1, from.zoom()) / 2;
		return Optional.of(new PtzPosition(from.panDegrees() + x * half, from.tiltDegrees() + y * half / aspect,
				from.zoom(), from.focus(), from.iris()));
	}

	private static void checkNumber(int number) throws CameraException {
		if (!NUMBERS.contains(number)) {
			throw CameraException.refused("a preset number must be in " + NUMBERS);
		}
	}

}
