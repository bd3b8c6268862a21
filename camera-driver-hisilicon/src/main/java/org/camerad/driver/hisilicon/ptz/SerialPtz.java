package org.camerad.driver.hisilicon.ptz;

import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.support.pelcod.PresetTrackingPtz;

/** A Pelco-D head on the serial port of the board. */
record SerialPtz(PresetTrackingPtz head) implements BoardPtz {

	@Override
	public void move(PtzMotion motion) throws CameraException {
		this.head.move(motion);
	}

	@Override
	public void stop() throws CameraException {
		this.head.stop();
	}

	@Override
	public void addPreset(int number) throws CameraException {
		this.head.addPreset(number);
	}

	@Override
	public void callPreset(int number) throws CameraException {
		this.head.callPreset(number);
	}

	@Override
	public void deletePreset(int number) throws CameraException {
		this.head.deletePreset(number);
	}

	@Override
	public Optional<PtzPosition> position() throws CameraException {
		return this.head.position();
	}

	@Override
	public void clearPresets() throws CameraException {
		this.head.forgetPresets();
	}

	@Override
	public PartStatus status() {
		return this.head.status();
	}

	@Override
	public void close() {
		this.head.close();
	}

}
