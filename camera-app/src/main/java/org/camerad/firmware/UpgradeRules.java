package org.camerad.firmware;

import java.util.Optional;

import org.camerad.driver.Camera;
import org.camerad.driver.Firmware;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules for which genuine images may be installed on a camera: the model must be in
 * the description, and the version newer than the installed one.
 *
 * @param model the camera's model
 * @param installed the installed version, empty if the hardware does not tell it
 * @param allowDowngrade whether every version may be installed
 */
record UpgradeRules(String model, String installed, boolean allowDowngrade) implements SwuReader.DescriptionCheck {

	private static final Logger logger = LoggerFactory.getLogger(UpgradeRules.class);

	/** Returns the rules for a camera. */
	static UpgradeRules of(Camera camera, Firmware firmware, boolean allowDowngrade) {
		return new UpgradeRules(camera.info().model(), firmware.status().version(), allowDowngrade);
	}

	@Override
	public void check(SwDescription description) throws RefusedImageException {
		if (!description.models().contains(this.model)) {
			throw RefusedImageException.notGenuine("it is for other models than " + this.model);
		}
		FirmwareVersion version = FirmwareVersion.parse(description.version())
			.orElseThrow(() -> RefusedImageException
				.notGenuine("its version is not numbers separated by dots with an optional -pre"));
		if (!this.allowDowngrade) {
			checkNewer(version, description.version());
		}
	}

	private void checkNewer(FirmwareVersion version, String text) throws RefusedImageException {
		Optional<FirmwareVersion> present = FirmwareVersion.parse(this.installed);
		if (present.isEmpty()) {
			logger.warn("the installed version \"{}\" is not a version: cannot tell whether {} is newer",
					this.installed, text);
		}
		else if (version.compareTo(present.get()) <= 0) {
			throw RefusedImageException
				.notGenuine("its version " + text + " is not newer than the installed " + this.installed);
		}
	}

}
