package org.camerad.driver;

import java.time.ZoneOffset;

/**
 * How the clock is kept (contract 3.8).
 *
 * @param offset the time zone; the contract knows no daylight saving
 * @param source who sets the clock
 * @param ntpHost the NTP server: a host name or an IP address literal
 * @param ntpPort the NTP server's UDP port
 */
public record ClockSettings(ZoneOffset offset, Source source, String ntpHost, int ntpPort) {

	/** Who sets the clock. */
	public enum Source {

		/** A client does; in between it runs free. */
		MANUAL,

		/** The NTP server is asked. */
		NTP,

		/** The maker's peer-to-peer service would; here it runs free. */
		P2P

	}

}
