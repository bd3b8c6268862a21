package org.camerad.driver.hisilicon.board;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.Network;
import org.camerad.driver.support.network.Ipv4;

/**
 * A file of {@code /etc/network/interfaces.d}. Only the lines about one interface's IPv4
 * addresses are read and replaced; all others, such as hardware address and Wi-Fi, stay.
 *
 * @param name the interface
 * @param text the text of the file
 */
record InterfaceFile(String name, String text) {

	private static final Pattern OWN = Pattern.compile("\\s+(?:address|netmask|gateway|broadcast)\\s.*");

	private static final Pattern NAME_SERVERS = Pattern.compile("\\s+pre-up\\s.*nameserver.*/tmp/resolv\\.conf.*");

	private static final Pattern ADDRESS = Pattern.compile("(?<![0-9.])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9.])");

	/**
	 * Returns the settings in the file. With DHCP they have the given static addresses.
	 */
	Network network(Network kept) {
		if (!isStatic()) {
			return new Network(true, kept.address(), kept.netmask(), kept.gateway(), kept.dns1(), kept.dns2());
		}
		List<Inet4Address> servers = nameServers();
		Inet4Address first = servers.isEmpty() ? kept.dns1() : servers.get(0);
		return new Network(false, value("address").orElse(kept.address()), value("netmask").orElse(kept.netmask()),
				value("gateway").orElse(kept.gateway()), first, (servers.size() > 1) ? servers.get(1) : first);
	}

	private boolean isStatic() {
		return this.text.lines().anyMatch((line) -> line.matches(header() + "static\\s*"));
	}

	private String header() {
		return "iface\\s+" + Pattern.quote(this.name) + "\\s+inet\\s+";
	}

	private Optional<Inet4Address> value(String key) {
		return stanza().stream()
			.map(String::strip)
			.filter((line) -> line.matches(key + "\\s.*"))
			.flatMap((line) -> addresses(line).stream())
			.findFirst();
	}

	private List<Inet4Address> nameServers() {
		return stanza().stream()
			.filter((line) -> NAME_SERVERS.matcher(line).matches())
			.flatMap((line) -> addresses(line).stream())
			.toList();
	}

	private static List<Inet4Address> addresses(String line) {
		List<Inet4Address> found = new ArrayList<>();
		Matcher matcher = ADDRESS.matcher(line);
		while (matcher.find()) {
			Ipv4.parse(matcher.group()).ifPresent(found::add);
		}
		return found;
	}

	/** Returns the lines after the interface's header. */
	private List<String> stanza() {
		List<String> lines = this.text.lines().toList();
		int start = start(lines);
		return (start < 0) ? List.of() : lines.subList(start + 1, end(lines, start));
	}

	private int start(List<String> lines) {
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).matches(header() + "\\S.*")) {
				return i;
			}
		}
		return -1;
	}

	/** Returns the end of the stanza. Its options are indented; another line ends it. */
	private static int end(List<String> lines, int start) {
		int end = start + 1;
		while (end < lines.size() && !lines.get(end).isBlank() && Character.isWhitespace(lines.get(end).charAt(0))) {
			end++;
		}
		return end;
	}

	/** Returns the text with these settings. */
	String with(Network network) {
		List<String> lines = new ArrayList<>(this.text.lines().toList());
		int start = start(lines);
		List<String> kept = stanza().stream()
			.filter((line) -> !OWN.matcher(line).matches() && !NAME_SERVERS.matcher(line).matches())
			.toList();
		if (start >= 0) {
			lines.subList(start, end(lines, start)).clear();
		}
		List<String> stanza = new ArrayList<>();
		stanza.add("iface " + this.name + " inet " + (network.dhcp() ? "dhcp" : "static"));
		stanza.addAll(network.dhcp() ? List.of() : addressLines(network));
		stanza.addAll(kept);
		lines.addAll((start < 0) ? lines.size() : start, stanza);
		return String.join("\n", lines) + "\n";
	}

	private static List<String> addressLines(Network network) {
		// The values are IPv4 addresses, so they contain nothing that a shell interprets.
		return List.of("    address " + network.address().getHostAddress(),
				"    netmask " + network.netmask().getHostAddress(),
				"    gateway " + network.gateway().getHostAddress(),
				"    pre-up printf 'nameserver %s\\n' " + network.dns1().getHostAddress() + " "
						+ network.dns2().getHostAddress() + " > /tmp/resolv.conf");
	}

}
