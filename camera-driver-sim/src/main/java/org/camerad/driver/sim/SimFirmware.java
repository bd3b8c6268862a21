package org.camerad.driver.sim;

import java.util.function.IntConsumer;

import org.camerad.driver.CameraException;
import org.camerad.driver.Firmware;
import org.camerad.driver.FirmwareImage;
import org.camerad.driver.FirmwareStatus;
import org.camerad.driver.sim.fault.FaultKind;

/**
 * The updater of a simulated camera, which has two slots. A version is only a name here:
 * the same program runs whatever it is.
 */
final class SimFirmware implements Firmware {

	private final FaultInjector faults;

	private final FirmwareSlots slots;

	SimFirmware(FaultInjector faults, FirmwareSlots slots) {
		this.faults = faults;
		this.slots = slots;
	}

	@Override
	public FirmwareStatus status() {
		return this.slots.status();
	}

	@Override
	public boolean rebootsItself() {
		return false;
	}

	@Override
	public void install(FirmwareImage image, IntConsumer percent) throws CameraException {
		this.faults.checkChange(CameraPart.FIRMWARE);
		if (image.files().isEmpty() || image.files().values().stream().anyMatch((file) -> file.size() == 0)) {
			throw CameraException.refused("firmware: the image has no files, or an empty one");
		}
		if (this.faults.shouldInject(FaultKind.FIRMWARE_INSTALL_FAILS)) {
			throw CameraException.unavailable("firmware: the image cannot be written (injected fault)");
		}
		this.slots.install(image, this.faults.isPermanent(FaultKind.FIRMWARE_BOOT_FAILS), percent);
	}

	@Override
	public void confirm() throws CameraException {
		this.faults.checkPower();
		this.slots.confirm();
	}

	@Override
	public void fallBack(String reason) throws CameraException {
		this.faults.checkPower();
		this.slots.fallBack(reason);
	}

}
