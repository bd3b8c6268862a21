package org.camerad.driver.support.network;

import java.net.InetAddress;

/** The kinds of IP addresses. Stateless and thread-safe. */
public final class HostAddress {

	private static final int FIRST_RESERVED = 240;

	private HostAddress() {
	}

	/**
	 * Returns whether packets to this address reach one host at most. This includes
	 * loopback and link-local addresses. It excludes 0/8 and {@code ::}, which mean no
	 * host, multicast, and 240/4 with the broadcast address.
	 */
	public static boolean isOfOneHost(InetAddress address) {
		byte[] bytes = address.getAddress();
		int first = bytes[0] & 0xFF;
		boolean excludedIpv4 = bytes.length == 4 && (first == 0 || first >= FIRST_RESERVED);
		return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !excludedIpv4;
	}

}
