package org.camerad.driver;

import java.time.Instant;

/**
 * The clock of the camera. It runs on (C2), also during a reboot and while the camera is
 * closed (C4).
 */
public interface ClockControl extends Control<ClockSettings> {

	/**
	 * Returns the time of the clock. Does not access the hardware at each call. Any
	 * thread.
	 */
	Instant now();

	/**
	 * Sets the clock (C1). {@link #apply} does not set it (C3), except that an NTP server
	 * may.
	 * @throws CameraException UNAVAILABLE if the clock does not respond, the time cannot
	 * be saved or the camera is closed
	 */
	void set(Instant now) throws CameraException;

}
