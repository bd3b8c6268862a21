package org.camerad.driver.pi.system;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.pi.system.SystemPrograms.Program;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.network.KernelInterface;
import org.camerad.driver.support.network.NetworkHardware;

/**
 * The active NetworkManager profile of an interface. A snapshot has the profile's UUID in
 * the first line and {@link ConnectionProfile#format()} after it.
 */
final class NetworkManagerHardware implements NetworkHardware {

	private final ConnectionProfiles profiles;

	private final SystemPrograms programs;

	private final KernelInterface device;

	NetworkManagerHardware(ConnectionProfiles profiles, SystemPrograms programs, KernelInterface device) {
		this.profiles = profiles;
		this.programs = programs;
		this.device = device;
	}

	private static String id(String snapshot) {
		return snapshot.substring(0, Math.max(0, snapshot.indexOf('\n')));
	}

	private static ConnectionProfile profile(String snapshot) {
		return ConnectionProfile.parse(snapshot.substring(snapshot.indexOf('\n') + 1));
	}

	@Override
	public String snapshot(Network settings) throws CameraException {
		String id = this.profiles.active();
		return id + "\n" + this.profiles.read(id).format();
	}

	@Override
	public boolean isConfigured(String snapshot) throws CameraException {
		return this.profiles.read(id(snapshot)).equals(profile(snapshot));
	}

	@Override
	public boolean isConfigured(Network wanted) throws CameraException {
		return this.profiles.read(this.profiles.active()).matches(wanted);
	}

	/** Only a gateway that was reachable before the change can be lost. */
	@Override
	public boolean isJudged(Network settings) throws CameraException {
		return isGatewayThere(settings);
	}

	@Override
	public void write(Network wanted, String former) throws CameraException {
		this.profiles.write(id(former), ConnectionProfile.of(wanted));
	}

	@Override
	public void restore(String former) throws CameraException {
		this.profiles.write(id(former), profile(former));
	}

	@Override
	public void activate(String former) throws CameraException {
		this.profiles.activate(id(former));
	}

	@Override
	public boolean isGatewayThere(Network settings) throws CameraException {
		Optional<Inet4Address> gateway = this.profiles.inUse(settings.dhcp()).map(Network::gateway);
		return gateway.isPresent() && isReachable(gateway.get());
	}

	private boolean isReachable(Inet4Address gateway) throws CameraException {
		try {
			return this.programs
				.execute(Program.PING, "-c", "1", "-W", "1", "-I", this.device.name(), gateway.getHostAddress())
				.isSuccess() || this.device.isNeighbour(gateway);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the ARP table cannot be read: " + Reason.of(ex), ex);
		}
	}

	@Override
	public Network network(String snapshot, Network kept) {
		return profile(snapshot).network(kept);
	}

}
