package org.camerad.driver.support.ntp;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** A clock that an NTP server sets. Implementations are thread-safe. */
public interface AdjustableClock {

	/** Returns the clock with which offsets are measured. */
	Clock host();

	/**
	 * Sets this clock to run ahead of the current {@link #host()}.
	 * @param ahead the offset; negative to run behind
	 * @throws IOException if the clock cannot be set
	 */
	void shift(Duration ahead) throws IOException;

}
