package org.camerad.driver.pi.system;

import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.Network;
import org.camerad.driver.support.network.Ipv4;

/**
 * The IPv4 settings of a NetworkManager connection profile in NetworkManager's own
 * format, so that a restore is exact.
 *
 * @param method {@code auto} (DHCP), {@code manual} or another
 * @param addresses addresses with prefix lengths, separated by commas; empty for none
 * @param gateway the gateway; empty for none
 * @param dns name servers, separated by commas; empty for none
 */
record ConnectionProfile(String method, String addresses, String gateway, String dns) {

	private static final int LINE_COUNT = 4;

	/** Returns the profile for network settings. */
	static ConnectionProfile of(Network network) {
		if (network.dhcp()) {
			return new ConnectionProfile("auto", "", "", "");
		}
		return new ConnectionProfile("manual",
				network.address().getHostAddress() + "/" + Ipv4.prefix(network.netmask()),
				network.gateway().getHostAddress(),
				dns(network.dns1().getHostAddress(), network.dns2().getHostAddress()));
	}

	private static String dns(String first, String second) {
		return first.equals(second) ? first : first + "," + second;
	}

	/** Parses four lines; missing lines at the end count as empty. */
	static ConnectionProfile parse(String text) {
		List<String> lines = Stream.concat(text.lines(), Stream.of("", "", "", "")).limit(LINE_COUNT).toList();
		return new ConnectionProfile(lines.get(0).strip(), list(lines.get(1)), lines.get(2).strip(),
				list(lines.get(3)));
	}

	private static String list(String text) {
		return String.join(",", Stream.of(text.split("[,|\\s]+")).filter((each) -> !each.isEmpty()).toList());
	}

	/** Returns method, addresses, gateway and name servers on four lines. */
	String format() {
		return this.method + "\n" + this.addresses + "\n" + this.gateway + "\n" + this.dns + "\n";
	}

	boolean isDhcp() {
		return this.method.equals("auto");
	}

	/**
	 * Returns whether the profile already has these settings. Values that the settings do
	 * not contain are ignored.
	 */
	boolean matches(Network network) {
		if (network.dhcp()) {
			return isDhcp();
		}
		return this.method.equals("manual")
				&& network(false, this.addresses, this.gateway, this.dns).filter(network::equals).isPresent();
	}

	/**
	 * Returns the profile's network settings.
	 * @param kept the values for those that the profile does not have
	 */
	Network network(Network kept) {
		return network(isDhcp(), this.addresses, this.gateway, this.dns).orElse(withDhcp(kept, isDhcp()));
	}

	static Network withDhcp(Network network, boolean dhcp) {
		return new Network(dhcp, network.address(), network.netmask(), network.gateway(), network.dns1(),
				network.dns2());
	}

	/**
	 * Returns network settings from the values of a profile or a lease; empty without an
	 * address. A missing mask is 255.255.255.0, a missing gateway the network's first
	 * host, a missing name server the gateway or the first server.
	 */
	static Optional<Network> network(boolean dhcp, String addresses, String gateway, String dns) {
		String first = addresses.split(",")[0];
		int slash = first.indexOf('/');
		Optional<Inet4Address> address = Ipv4.parse((slash < 0) ? first : first.substring(0, slash));
		if (address.isEmpty()) {
			return Optional.empty();
		}
		Inet4Address mask = Ipv4.mask((slash < 0) ? 24 : Integer.parseInt(first.substring(slash + 1)));
		Inet4Address router = Ipv4.parse(gateway).orElseGet(() -> Ipv4.firstHost(address.get(), mask));
		List<Inet4Address> servers = Stream.of(dns.split(",")).flatMap((each) -> Ipv4.parse(each).stream()).toList();
		Inet4Address dns1 = servers.isEmpty() ? router : servers.get(0);
		Inet4Address dns2 = (servers.size() < 2) ? dns1 : servers.get(1);
		return Optional.of(new Network(dhcp, address.get(), mask, router, dns1, dns2));
	}

}
