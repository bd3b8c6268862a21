package org.camerad.driver;

/**
 * The versions of a camera's firmware.
 *
 * @param version the running version, empty if it is unknown
 * @param previous the version that the hardware can go back to, empty without one
 * @param onTrial whether the running version is given up unless
 * {@link Firmware#confirm()} is called
 * @param failure the reason why the last installed version does not run, empty if it does
 */
public record FirmwareStatus(String version, String previous, boolean onTrial, String failure) {

	/** Returns the status of hardware that keeps no other version. */
	public static FirmwareStatus running(String version) {
		return new FirmwareStatus(version, "", false, "");
	}

}
