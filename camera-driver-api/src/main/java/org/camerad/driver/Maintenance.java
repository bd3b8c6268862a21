package org.camerad.driver;

/** Reboot and factory reset. */
public interface Maintenance {

	/**
	 * Starts a reboot and returns. On a board, this process ends with the reboot. A
	 * remote or simulated camera throws UNAVAILABLE at every call until it is back, and
	 * then reports {@link CameraEvent.Available} (M1). {@link Camera#close()} ends a
	 * reboot (M3).
	 * @throws CameraException REFUSED if the hardware does not permit a reboot;
	 * UNAVAILABLE if it does not respond or the camera is closed
	 */
	void reboot() throws CameraException;

	/**
	 * Erases the data that the hardware keeps by itself: presets (M4), leases, caches.
	 * The application applies the factory settings afterwards.
	 * @param keepNetwork whether the network settings stay (M5)
	 * @throws CameraException UNAVAILABLE if the data cannot be erased, the hardware does
	 * not respond or the camera is closed
	 */
	void factoryReset(boolean keepNetwork) throws CameraException;

	/**
	 * Returns whether the hardware's stored configuration goes back to factory values
	 * with a factory reset. Otherwise, as for a remote camera of somebody else, a factory
	 * reset restores the settings that the hardware had at the first start, if its parts
	 * tell them ({@link Control#current}). Constant while the camera is open.
	 */
	default boolean resetsConfiguration() {
		return true;
	}

}
