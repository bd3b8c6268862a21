package org.camerad.driver;

import java.time.ZoneOffset;

/**
 * Settings of the clock (contract 3.8). Immutable.
 *
 * @param offset the time zone; the contract has no daylight saving time
 * @param source the source of the time
 * @param ntpHost the NTP server: a host name or an IP address
 * @param ntpPort the UDP port of the NTP server, 1 to 65535
 */
public record ClockSettings(ZoneOffset offset, Source source, String ntpHost, int ntpPort) {

	/** A source of the time. */
	public enum Source {

		/** A client sets the clock; in between it runs free. */
		MANUAL,

		/** An NTP server sets the clock. */
		NTP,

		/** The vendor's peer-to-peer service sets the clock; here it runs free. */
		P2P

	}

}
