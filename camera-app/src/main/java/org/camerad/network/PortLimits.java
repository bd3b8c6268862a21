package org.camerad.network;

import io.micrometer.core.instrument.Counter;
import org.camerad.cgi.RequestBody;
import org.camerad.limit.Refusals;
import org.camerad.limit.TrustedProxies;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one HTTP port.
 *
 * @param connectionsPerAddress the open connections from one address
 * @param proxies the proxies, which may open more
 * @param bodies the limits with which any endpoint may read a body, null if each endpoint
 * has to open its own
 * @param refusals records refused connections
 * @param unread counts responses that were ended because their client did not read them
 */
record PortLimits(int connectionsPerAddress, TrustedProxies proxies, RequestBody.@Nullable Limits bodies,
		Refusals refusals, Counter unread) {

	/** The connections that one address leaves to others. */
	private static final int MIN_FOR_OTHERS = 64;

	/**
	 * Returns the open connections from one address.
	 * @param max the maximum number of connections to the port, negative for no limit
	 */
	int connectionsPerAddress(int max) {
		return (max < 0) ? this.connectionsPerAddress
				: Math.max(1, Math.min(this.connectionsPerAddress, max - MIN_FOR_OTHERS));
	}

}
