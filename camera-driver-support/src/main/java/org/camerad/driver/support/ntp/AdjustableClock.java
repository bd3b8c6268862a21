package org.camerad.driver.support.ntp;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** A clock that a time server sets. Any thread. */
public interface AdjustableClock {

	/** The clock that offsets are measured with. */
	Clock host();

	/**
	 * Sets the clock to run that far ahead of {@link #host()} as it is now.
	 * @throws IOException when it cannot be set
	 */
	void shift(Duration ahead) throws IOException;

}
