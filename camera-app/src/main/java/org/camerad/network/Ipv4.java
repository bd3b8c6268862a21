package org.camerad.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Strict dotted quads, and what may stand where. */
final class Ipv4 {

	private static final Pattern QUAD = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

	private Ipv4() {
	}

	static Optional<Inet4Address> parse(String text) {
		return QUAD.matcher(text).matches() ? Optional.of(of(text)) : Optional.empty();
	}

	/** An address from a quad that is known to be well formed. */
	static Inet4Address of(String quad) {
		try {
			return (Inet4Address) InetAddress.getByName(quad);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("not a dotted quad: " + quad, ex);
		}
	}

	/** An address that a host can have: not 0/8, not loopback, multicast or reserved. */
	static boolean isHost(Inet4Address address) {
		int first = address.getAddress()[0] & 0xFF;
		return first != 0 && first != 127 && first < 224;
	}

	/** A contiguous mask that leaves room for two hosts. */
	static boolean isMask(Inet4Address address) {
		int bits = bits(address);
		int ones = Integer.bitCount(bits);
		return ones >= 1 && ones <= 30 && bits == -1 << (32 - ones);
	}

	/**
	 * Whether it is a host of the subnet: neither its network nor its broadcast address.
	 */
	static boolean isHostOf(Inet4Address address, Inet4Address neighbour, Inet4Address mask) {
		int host = bits(address) & ~bits(mask);
		return (bits(address) & bits(mask)) == (bits(neighbour) & bits(mask)) && host != 0 && host != ~bits(mask);
	}

	private static int bits(Inet4Address address) {
		byte[] bytes = address.getAddress();
		return bytes[0] << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
	}

}
