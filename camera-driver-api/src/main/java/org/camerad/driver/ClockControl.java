package org.camerad.driver;

import java.time.Instant;

/** The camera's clock. It goes on (C2), over a reboot and while it is closed too (C4). */
public interface ClockControl extends Control<ClockSettings> {

	/** The camera's time. Cheap: no question to the hardware for each call. */
	Instant now();

	/** Sets the clock (C1); settings do not (C3), but for what an NTP server says. */
	void set(Instant now) throws CameraException;

}
