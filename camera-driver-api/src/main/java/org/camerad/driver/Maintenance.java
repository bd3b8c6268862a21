package org.camerad.driver;

/** Reboot and factory reset. */
public interface Maintenance {

	/**
	 * Starts a reboot and returns. On a board the process ends with it; a camera that is
	 * somewhere else, or made of software, throws UNAVAILABLE until it is back, and then
	 * says {@link CameraEvent.Available} (M1). Closing ends a reboot (M3).
	 */
	void reboot() throws CameraException;

	/**
	 * Makes the hardware forget what it keeps by itself: presets (M4), leases, caches.
	 * The application applies the factory's settings afterwards.
	 * @param keepNetwork whether the network settings stay (M5)
	 */
	void factoryReset(boolean keepNetwork) throws CameraException;

}
