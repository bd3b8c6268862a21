package org.camerad.driver;

import java.time.Instant;

/** The camera's clock. It goes on over a reboot. */
public interface ClockControl extends Control<ClockSettings> {

	/** The camera's time. Cheap: no question to the hardware for each call. */
	Instant now();

	/** Sets the clock. */
	void set(Instant now) throws CameraException;

}
