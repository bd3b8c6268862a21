package org.camerad.driver.support.network;

import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camerad.driver.Network;

/**
 * The text format of network settings in a file: six words, DHCP and the five addresses.
 */
public final class NetworkSettingsFormat {

	private NetworkSettingsFormat() {
	}

	/**
	 * Returns the text of settings.
	 * @param network the settings
	 * @param separator white space between the words
	 */
	public static String format(Network network, String separator) {
		return Stream.concat(Stream.of(String.valueOf(network.dhcp())),
				Stream.of(network.address(), network.netmask(), network.gateway(), network.dns1(), network.dns2())
					.map(Inet4Address::getHostAddress))
			.collect(Collectors.joining(separator));
	}

	/**
	 * Returns the settings of a text with any white space; empty if the text is invalid.
	 */
	public static Optional<Network> parse(String text) {
		String[] words = text.strip().split("\\s+");
		List<Inet4Address> addresses = Stream.of(words).skip(1).flatMap((word) -> Ipv4.parse(word).stream()).toList();
		if (words.length != 6 || addresses.size() != 5) {
			return Optional.empty();
		}
		return Optional.of(new Network(Boolean.parseBoolean(words[0]), addresses.get(0), addresses.get(1),
				addresses.get(2), addresses.get(3), addresses.get(4)));
	}

}
