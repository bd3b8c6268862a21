package org.camerad.driver.pi.system;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.support.file.Durable;
import org.camerad.driver.support.network.Ipv4;

/**
 * How the board's network was when this service first saw it, which a factory reset goes
 * back to, and its hardware address.
 */
final class NetworkOrigin {

	private static final Logger logger = System.getLogger(NetworkOrigin.class.getName());

	private final Network network;

	private final byte[] macAddress;

	private NetworkOrigin(Network network, byte[] macAddress) {
		this.network = network;
		this.macAddress = macAddress;
	}

	/**
	 * Reads both; the network from the file of the first start.
	 * @param folder the driver's own
	 * @param address the file of the interface's hardware address
	 */
	static NetworkOrigin read(Path folder, Path address, Profiles profiles) throws IOException {
		byte[] mac = HexFormat.ofDelimiter(":").parseHex(Files.readString(address, StandardCharsets.US_ASCII).strip());
		return new NetworkOrigin(network(folder.resolve("network-initial"), profiles), mac);
	}

	private static Network network(Path file, Profiles profiles) throws IOException {
		Optional<Network> kept = Durable.read(file).flatMap(NetworkOrigin::parse);
		if (kept.isPresent()) {
			return kept.get();
		}
		try {
			Profile profile = profiles.read(profiles.active());
			Network network = profiles.inUse(profile.isAutomatic()).orElseGet(NetworkOrigin::unknown);
			Durable.write(file, text(network));
			return network;
		}
		catch (CameraException ex) {
			logger.log(Level.WARNING, "network: how it is cannot be told, DHCP counts as the factory''s: {0}",
					ex.getMessage());
			return unknown();
		}
	}

	/** DHCP, with the contract's example for later. */
	private static Network unknown() {
		return Profile.network(true, "192.168.0.10/24", "192.168.0.1", "114.114.114.114,8.8.8.8").orElseThrow();
	}

	private static String text(Network network) {
		return Stream.concat(Stream.of(String.valueOf(network.dhcp())),
				Stream.of(network.address(), network.netmask(), network.gateway(), network.dns1(), network.dns2())
					.map(Inet4Address::getHostAddress))
			.reduce("", (text, line) -> text + line + "\n");
	}

	private static Optional<Network> parse(String text) {
		List<Inet4Address> addresses = text.lines().flatMap((line) -> Ipv4.parse(line).stream()).toList();
		return (addresses.size() != 5) ? Optional.empty() : Optional.of(new Network(text.startsWith("true"),
				addresses.get(0), addresses.get(1), addresses.get(2), addresses.get(3), addresses.get(4)));
	}

	Network network() {
		return this.network;
	}

	byte[] macAddress() {
		return this.macAddress.clone();
	}

}
