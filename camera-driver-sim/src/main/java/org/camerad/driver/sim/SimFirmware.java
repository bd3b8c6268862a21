package org.camerad.driver.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.camerad.driver.CameraException;
import org.camerad.driver.Firmware;

/**
 * The updater of a camera without firmware of its own. It stores the archive as
 * {@code firmware.img} in the camera's folder, in place of a board's flash, and reboots.
 */
final class SimFirmware implements Firmware {

	private final FaultInjector faults;

	private final Path image;

	private final SimMaintenance maintenance;

	SimFirmware(FaultInjector faults, Path folder, SimMaintenance maintenance) {
		this.faults = faults;
		this.image = folder.resolve("firmware.img");
		this.maintenance = maintenance;
	}

	@Override
	public void install(Path archive) throws CameraException {
		this.faults.checkChange(CameraPart.FIRMWARE);
		if (!isArchive(archive)) {
			throw CameraException.refused("firmware: the archive is missing or empty");
		}
		Path temporary = this.image.resolveSibling("firmware.part");
		try {
			Files.copy(archive, temporary, StandardCopyOption.REPLACE_EXISTING);
			Files.move(temporary, this.image, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("firmware: the archive cannot be stored: " + ex, ex);
		}
		this.maintenance.reboot();
	}

	private static boolean isArchive(Path archive) throws CameraException {
		try {
			return Files.isRegularFile(archive) && Files.size(archive) > 0;
		}
		catch (IOException ex) {
			throw CameraException.unavailable("firmware: the archive cannot be read: " + ex, ex);
		}
	}

}
