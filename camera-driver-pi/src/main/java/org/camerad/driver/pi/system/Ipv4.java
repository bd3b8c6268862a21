package org.camerad.driver.pi.system;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IPv4 addresses, masks and prefix lengths as the system's programs write them. */
final class Ipv4 {

	private static final Pattern QUAD = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

	private Ipv4() {
	}

	static Optional<Inet4Address> parse(String text) {
		if (!QUAD.matcher(text).matches()) {
			return Optional.empty();
		}
		byte[] bytes = new byte[4];
		String[] parts = text.split("\\.");
		for (int at = 0; at < 4; at++) {
			int part = Integer.parseInt(parts[at]);
			if (part > 255) {
				return Optional.empty();
			}
			bytes[at] = (byte) part;
		}
		return Optional.of(of(bytes));
	}

	/** The mask of a prefix length. */
	static Inet4Address mask(int prefix) {
		int bits = (prefix == 0) ? 0 : -1 << (32 - prefix);
		return of(bits);
	}

	/** The prefix length of a contiguous mask. */
	static int prefix(Inet4Address mask) {
		return Integer.bitCount(bits(mask));
	}

	/** The first address of a host in the subnet. */
	static Inet4Address firstHost(Inet4Address address, Inet4Address mask) {
		return of((bits(address) & bits(mask)) + 1);
	}

	private static int bits(Inet4Address address) {
		int bits = 0;
		for (byte part : address.getAddress()) {
			bits = bits << 8 | part & 0xff;
		}
		return bits;
	}

	private static Inet4Address of(int bits) {
		return of(new byte[] { (byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits });
	}

	private static Inet4Address of(byte[] bytes) {
		try {
			return (Inet4Address) InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("four bytes are expected", ex);
		}
	}

}
