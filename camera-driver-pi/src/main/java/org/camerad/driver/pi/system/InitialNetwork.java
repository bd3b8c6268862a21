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
 * The board's network settings at the first start of the service, which are its factory
 * settings, and its hardware address.
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
	 * Reads both. The first start writes the settings to {@code network-initial}; later
	 * starts read that file.
	 * @param folder the driver's folder
	 * @throws IOException if the interface or the file cannot be read
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
			logger.log(Level.WARNING,
					"the board''s network settings cannot be read; DHCP becomes the factory setting: {0}",
					ex.getMessage());
			return defaultNetwork();
		}
	}

	/** Returns DHCP with the contract's example as static settings. */
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
