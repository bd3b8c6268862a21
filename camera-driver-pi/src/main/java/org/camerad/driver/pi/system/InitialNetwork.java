package org.camerad.driver.pi.system;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.driver.support.network.KernelInterface;
import org.camerad.driver.support.network.NetworkSettingsFormat;

/**
 * How the board's network was when this service first saw it, which a factory reset goes
 * back to, and its hardware address.
 */
final class InitialNetwork {

	private static final Logger logger = System.getLogger(InitialNetwork.class.getName());

	private final Network network;

	private final byte[] macAddress;

	private InitialNetwork(Network network, byte[] macAddress) {
		this.network = network;
		this.macAddress = macAddress;
	}

	/**
	 * Reads both; the network from the file of the first start.
	 * @param folder the driver's own
	 */
	static InitialNetwork read(Path folder, KernelInterface device, ConnectionProfiles profiles) throws IOException {
		byte[] mac = device.macAddress();
		return new InitialNetwork(network(folder.resolve("network-initial"), profiles), mac);
	}

	private static Network network(Path file, ConnectionProfiles profiles) throws IOException {
		Optional<Network> kept = DurableFiles.read(file).flatMap(NetworkSettingsFormat::parse);
		if (kept.isPresent()) {
			return kept.get();
		}
		try {
			ConnectionProfile profile = profiles.read(profiles.active());
			Network network = profiles.inUse(profile.isDhcp()).orElseGet(InitialNetwork::defaultNetwork);
			DurableFiles.write(file, NetworkSettingsFormat.format(network, "\n") + "\n");
			return network;
		}
		catch (CameraException ex) {
			logger.log(Level.WARNING, "network: how it is cannot be told, DHCP counts as the factory''s: {0}",
					ex.getMessage());
			return defaultNetwork();
		}
	}

	/** DHCP, with the contract's example for later. */
	private static Network defaultNetwork() {
		return ConnectionProfile.network(true, "192.168.0.10/24", "192.168.0.1", "114.114.114.114,8.8.8.8")
			.orElseThrow();
	}

	Network network() {
		return this.network;
	}

	byte[] macAddress() {
		return this.macAddress.clone();
	}

}
