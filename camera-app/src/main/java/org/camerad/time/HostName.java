package org.camerad.time;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import org.camerad.driver.support.network.HostAddress;

/**
 * The syntax of host names (RFC 1123) and IP address literals. An address must be that of
 * one host.
 */
final class HostName {

	private static final int MAX_LENGTH = 253;

	private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

	private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

	private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

	private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

	private HostName() {
	}

	static boolean isValid(String text) {
		if (text.isEmpty() || text.length() > MAX_LENGTH) {
			return false;
		}
		if (text.indexOf(':') >= 0) {
			return isIpv6(text) && isOfOneHost(text);
		}
		// A last label of digits only is an IPv4 address, valid or not.
		boolean numeric = text.substring(text.lastIndexOf('.') + 1).chars().allMatch(Character::isDigit);
		return numeric ? IPV4.matcher(text).matches() && isOfOneHost(text) : NAME.matcher(text).matches();
	}

	/** Returns whether a valid literal is the address of one host. Looks up no name. */
	private static boolean isOfOneHost(String literal) {
		try {
			return HostAddress.isOfOneHost(InetAddress.getByName(literal));
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private static boolean isIpv6(String text) {
		int gap = text.indexOf("::");
		if (gap < 0) {
			return groups(text) == 8;
		}
		int before = groups(text.substring(0, gap));
		int after = groups(text.substring(gap + 2));
		return before >= 0 && after >= 0 && before + after <= 7;
	}

	/** Returns the number of groups of 16 bits, -1 if the text has another form. */
	private static int groups(String text) {
		if (text.isEmpty()) {
			return 0;
		}
		String[] groups = text.split(":", -1);
		int count = 0;
		for (int i = 0; i < groups.length; i++) {
			boolean embedded = i == groups.length - 1 && IPV4.matcher(groups[i]).matches();
			if (!embedded && !GROUP.matcher(groups[i]).matches()) {
				return -1;
			}
			count += embedded ? 2 : 1;
		}
		return count;
	}

}
