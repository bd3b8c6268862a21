package org.camerad.driver.pi.system;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import org.camerad.driver.CameraException;
import org.camerad.driver.Maintenance;
import org.camerad.driver.PartStatus;
import org.camerad.driver.pi.system.SystemPrograms.Program;

/**
 * Reboot through systemd, and the hardware's part of a factory reset: the head's presets.
 */
final class PiMaintenance implements Maintenance {

	private static final Logger logger = System.getLogger(PiMaintenance.class.getName());

	private final SystemPrograms programs;

	private final FactoryResetAction resetAction;

	private final PartHealth health = new PartHealth("maintenance", "systemd reboots the board");

	PiMaintenance(SystemPrograms programs, FactoryResetAction resetAction) {
		this.programs = programs;
		this.resetAction = resetAction;
	}

	@Override
	public void reboot() throws CameraException {
		this.health.track(() -> this.programs.run(Program.SYSTEMCTL, "--no-ask-password", "reboot"));
		logger.log(Level.WARNING, "the board reboots");
	}

	@Override
	public void factoryReset(boolean keepNetwork) throws CameraException {
		this.health.checkOpen();
		this.resetAction.run();
	}

	PartStatus status() {
		return this.programs.missing(Program.SYSTEMCTL)
			.map((missing) -> new PartStatus("maintenance", PartStatus.State.FAILED, missing))
			.orElseGet(this.health::status);
	}

	void close() {
		this.health.close();
	}

}
