package org.camerad.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * The addresses that one client can choose from, for limits per client: an IPv4 address,
 * or the /64 network of an IPv6 address.
 */
public final class AddressGroup {

	/** Only such a text is never looked up as a host name. */
	private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F.]*:[0-9a-fA-F:.]*");

	private static final int NETWORK_BYTES = 8;

	private static final int MAX_LENGTH = 64;

	private AddressGroup() {
	}

	/**
	 * Returns the group of an address, such as {@code 192.0.2.7} or
	 * {@code 2001:db8:0:1::/64}. A text that is no address, as a proxy may send it, is a
	 * group of its own by its first 64 characters.
	 */
	public static String of(String address) {
		int zone = address.indexOf('%');
		String plain = (zone < 0) ? address : address.substring(0, zone);
		if (plain.length() > MAX_LENGTH || !IPV6.matcher(plain).matches()) {
			return address.substring(0, Math.min(MAX_LENGTH, address.length()));
		}
		try {
			InetAddress parsed = InetAddress.getByName(plain);
			return (parsed instanceof Inet6Address) ? network(parsed.getAddress()) : parsed.getHostAddress();
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

	private static String network(byte[] address) {
		StringBuilder network = new StringBuilder();
		for (int i = 0; i < NETWORK_BYTES; i += 2) {
			network.append(Integer.toHexString((address[i] & 0xFF) << 8 | address[i + 1] & 0xFF)).append(':');
		}
		return network.append(":/64").toString();
	}

}
