package org.camerad.driver.support.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Operations on IPv4 addresses, masks and prefix lengths. They never look up a name.
 * Stateless and thread-safe.
 */
public final class Ipv4 {

	private static final Pattern QUAD = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

	private Ipv4() {
	}

	/**
	 * Returns the address of a dotted quad without leading zeros; empty for any other
	 * text.
	 */
	public static Optional<Inet4Address> parse(String text) {
		return QUAD.matcher(text).matches() ? Optional.of(of(text)) : Optional.empty();
	}

	/**
	 * Returns the address of a dotted quad.
	 * @throws IllegalArgumentException if the text is not a dotted quad
	 */
	public static Inet4Address of(String quad) {
		if (!QUAD.matcher(quad).matches()) {
			throw new IllegalArgumentException("not a dotted quad: " + quad);
		}
		int bits = 0;
		for (String part : quad.split("\\.")) {
			bits = bits << 8 | Integer.parseInt(part);
		}
		return of(bits);
	}

	/**
	 * Returns an address from the kernel's tables: eight hexadecimal digits of a
	 * little-endian word.
	 * @throws NumberFormatException if the text is not hexadecimal
	 */
	public static Inet4Address ofKernelHex(String hex) {
		return of(Integer.reverseBytes(Integer.parseUnsignedInt(hex, 16)));
	}

	/** Returns the mask of a prefix length, 0 to 32. */
	public static Inet4Address mask(int prefix) {
		return of((prefix == 0) ? 0 : -1 << (32 - prefix));
	}

	/** Returns the prefix length of a contiguous mask, 0 to 32. */
	public static int prefix(Inet4Address mask) {
		return Integer.bitCount(bits(mask));
	}

	/** Returns the first host address of the subnet. */
	public static Inet4Address firstHost(Inet4Address address, Inet4Address mask) {
		return of((bits(address) & bits(mask)) + 1);
	}

	/**
	 * Returns whether a host can have this address. Addresses in 0/8, loopback, multicast
	 * and reserved ones are excluded.
	 */
	public static boolean isHost(Inet4Address address) {
		int first = address.getAddress()[0] & 0xFF;
		return first != 0 && first != 127 && first < 224;
	}

	/** Returns whether this is a contiguous mask with space for two hosts. */
	public static boolean isMask(Inet4Address address) {
		int bits = bits(address);
		int ones = Integer.bitCount(bits);
		return ones >= 1 && ones <= 30 && bits == -1 << (32 - ones);
	}

	/**
	 * Returns whether the address is a host address in the neighbour's subnet, neither
	 * the network nor the broadcast address.
	 */
	public static boolean isHostOf(Inet4Address address, Inet4Address neighbour, Inet4Address mask) {
		int host = bits(address) & ~bits(mask);
		return (bits(address) & bits(mask)) == (bits(neighbour) & bits(mask)) && host != 0 && host != ~bits(mask);
	}

	private static int bits(Inet4Address address) {
		byte[] bytes = address.getAddress();
		return bytes[0] << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF);
	}

	private static Inet4Address of(int bits) {
		try {
			return (Inet4Address) InetAddress
				.getByAddress(new byte[] { (byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits });
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("four bytes are an address", ex);
		}
	}

}
