package org.camerad.driver.hisilicon.board;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** IPv4 addresses from the texts of files and programs; no name is ever looked up. */
final class Addresses {

	private Addresses() {
	}

	static Optional<Inet4Address> parse(String text) {
		String[] parts = text.split("\\.", -1);
		byte[] bytes = new byte[4];
		if (parts.length != bytes.length) {
			return Optional.empty();
		}
		for (int i = 0; i < bytes.length; i++) {
			if (!parts[i].matches("[0-9]{1,3}") || Integer.parseInt(parts[i]) > 255) {
				return Optional.empty();
			}
			bytes[i] = (byte) Integer.parseInt(parts[i]);
		}
		return Optional.of(of(bytes));
	}

	/** For a literal of this program's own. */
	static Inet4Address of(String literal) {
		return parse(literal).orElseThrow(() -> new IllegalArgumentException(literal));
	}

	/** The mask of a prefix's length, 0 to 32. */
	static Inet4Address mask(int length) {
		long bits = (0xffffffffL << (32 - length)) & 0xffffffffL;
		return ofBits((int) bits);
	}

	/** From the kernel's tables, which have the address as a little-endian word. */
	static Inet4Address ofKernelHex(String hex) {
		return ofBits(Integer.reverseBytes((int) Long.parseLong(hex, 16)));
	}

	private static Inet4Address ofBits(int bits) {
		return of(new byte[] { (byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits });
	}

	private static Inet4Address of(byte[] bytes) {
		try {
			return (Inet4Address) InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("four bytes are an address", ex);
		}
	}

}
