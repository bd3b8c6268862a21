package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.network.Ipv4;
import org.camerad.driver.support.network.KernelInterface;
import org.camerad.driver.support.network.NetworkHardware;
import org.camerad.driver.support.network.NetworkSettingsFormat;

/**
 * Network changes by the interface's file. A snapshot has the settings in effect in the
 * first line and the text of the file after it. The first line is needed because the file
 * has no static addresses with DHCP.
 */
final class IfupdownHardware implements NetworkHardware {

	private static final System.Logger LOGGER = System.getLogger(IfupdownHardware.class.getName());

	/** The settings of an empty file. */
	private static final Network NONE = new Network(false, Ipv4.of("0.0.0.0"), Ipv4.of("0.0.0.0"), Ipv4.of("0.0.0.0"),
			Ipv4.of("0.0.0.0"), Ipv4.of("0.0.0.0"));

	private static final Duration PING_TIMEOUT = Duration.ofSeconds(3);

	private final InterfaceConfiguration interfaces;

	private final BoardCommands commands;

	private final KernelInterface device;

	private final DhcpLease addresses;

	private final Duration restartTimeout;

	/**
	 * Creates the hardware of a network trial.
	 * @param restartTimeout the time that a change waits for the interfaces to come up
	 * before it returns
	 */
	IfupdownHardware(InterfaceConfiguration interfaces, BoardCommands commands, KernelInterface device,
			DhcpLease addresses, Duration restartTimeout) {
		this.interfaces = interfaces;
		this.commands = commands;
		this.device = device;
		this.addresses = addresses;
		this.restartTimeout = restartTimeout;
	}

	/** A step that accesses files of the board. */
	@FunctionalInterface
	private interface Step<T> {

		T run() throws IOException;

	}

	private static <T> T step(Step<T> step) throws CameraException {
		try {
			return step.run();
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the network settings cannot be read or changed: " + Reason.of(ex), ex);
		}
	}

	private static String file(String snapshot) throws CameraException {
		String[] parts = snapshot.split("\n", 2);
		if (parts.length < 2 || NetworkSettingsFormat.parse(parts[0]).isEmpty()) {
			throw CameraException.unavailable("the file network-change was not written by this service");
		}
		return parts[1];
	}

	@Override
	public String snapshot(Network settings) throws CameraException {
		return NetworkSettingsFormat.format(settings, " ") + "\n" + step(this.interfaces::file).text();
	}

	@Override
	public boolean isConfigured(String snapshot) throws CameraException {
		return step(this.interfaces::file).text().equals(file(snapshot));
	}

	/**
	 * Returns whether the file has these settings. With DHCP it has no static addresses.
	 */
	@Override
	public boolean isConfigured(Network wanted) throws CameraException {
		InterfaceFile file = step(this.interfaces::file);
		return file.network(wanted).equals(wanted) && (wanted.dhcp() || file.network(NONE).equals(wanted));
	}

	@Override
	public boolean isJudged(Network settings) {
		return true;
	}

	@Override
	public void write(Network wanted, String former) throws CameraException {
		if (!this.interfaces.problem().isEmpty()) {
			throw CameraException.refused(this.interfaces.problem() + ": nothing was changed");
		}
		write(step(this.interfaces::file).with(wanted));
	}

	@Override
	public void restore(String former) throws CameraException {
		write(file(former));
	}

	private void write(String text) throws CameraException {
		step(() -> {
			this.interfaces.replace(text, this.restartTimeout.dividedBy(2));
			return text;
		});
	}

	@Override
	public void activate(String former) throws CameraException {
		step(() -> {
			this.interfaces.restart(this.restartTimeout);
			return former;
		});
	}

	/**
	 * Returns whether the gateway responds: the configured one, or that of the lease. A
	 * gateway that responds to another address than the configured one does not count.
	 */
	@Override
	public boolean isGatewayThere(Network settings) throws CameraException {
		if (!settings.dhcp() && !step(() -> this.addresses.mayHold(settings.address()))) {
			return false;
		}
		Optional<Inet4Address> gateway = settings.dhcp() ? step(this.device::defaultGateway)
				: Optional.of(settings.gateway());
		return gateway.isPresent() && answers(gateway.get());
	}

	private boolean answers(Inet4Address gateway) {
		try {
			return this.commands.run(PING_TIMEOUT, "ping", "-c", "1", "-W", "1", gateway.getHostAddress()).isSuccess()
					|| this.device.isNeighbour(gateway);
		}
		catch (IOException ex) {
			LOGGER.log(Level.WARNING, "the gateway cannot be pinged: {0}", Reason.of(ex));
			return false;
		}
	}

	@Override
	public Network network(String snapshot, Network kept) {
		return NetworkSettingsFormat.parse(snapshot.lines().findFirst().orElse("")).orElse(kept);
	}

}
