package org.camerad.driver.pi.system;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import org.camerad.driver.CameraException;
import org.camerad.driver.Maintenance;
import org.camerad.driver.PartStatus;
import org.camerad.driver.pi.system.Tools.Tool;

/** Reboots the board through systemd. What a factory reset forgets is the head's. */
final class PiMaintenance implements Maintenance {

	private static final Logger logger = System.getLogger(PiMaintenance.class.getName());

	private final Tools tools;

	private final Forgetting forgetting;

	private final Health health = new Health("maintenance", "systemd reboots the board");

	PiMaintenance(Tools tools, Forgetting forgetting) {
		this.tools = tools;
		this.forgetting = forgetting;
	}

	@Override
	public void reboot() throws CameraException {
		this.health.noting(() -> this.tools.run(Tool.SYSTEMCTL, "--no-ask-password", "reboot"));
		logger.log(Level.WARNING, "the board reboots");
	}

	@Override
	public void factoryReset(boolean keepNetwork) throws CameraException {
		this.health.checkOpen();
		this.forgetting.forget();
	}

	PartStatus status() {
		return this.tools.missing(Tool.SYSTEMCTL)
			.map((missing) -> new PartStatus("maintenance", PartStatus.State.FAILED, missing))
			.orElseGet(this.health::status);
	}

	void close() {
		this.health.close();
	}

}
