package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Change;
import org.camerad.driver.Current;
import org.camerad.driver.Network;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.PartStatus;
import org.camerad.driver.Setting;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.driver.support.network.Ipv4;
import org.camerad.driver.support.network.KernelInterface;
import org.camerad.driver.support.network.NetworkSettingsFormat;
import org.camerad.driver.support.network.NetworkTrial;

/**
 * The network interface of the board, by its file in {@code /etc/network/interfaces.d}.
 * Each change is on trial until the gateway responds.
 * <p>
 * Threads: any.
 */
public final class BoardNetwork implements NetworkControl, AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(BoardNetwork.class.getName());

	/** The defaults of OpenIPC: DHCP, and this address without a lease. */
	private static final Network FACTORY = new Network(true, Ipv4.of("192.168.1.10"), Ipv4.of("255.255.255.0"),
			Ipv4.of("192.168.1.1"), Ipv4.of("192.168.1.1"), Ipv4.of("8.8.8.8"));

	private final NetworkProperties properties;

	private final Path folder;

	private final InterfaceConfiguration interfaces;

	private final DhcpLease lease;

	private final byte[] macAddress;

	private final Network initial;

	private final NetworkTrial trial;

	private volatile boolean closed;

	/**
	 * Reads the settings in effect and continues a change that was not confirmed.
	 * @param folder the folder that keeps the previous settings over restarts
	 * @param listener receives an event when the previous settings are restored
	 * @throws IOException if the board's files cannot be read
	 */
	BoardNetwork(BoardFiles files, BoardCommands commands, NetworkProperties properties, Path folder,
			Consumer<CameraEvent> listener) throws IOException {
		this.properties = properties;
		this.folder = folder;
		this.interfaces = new InterfaceConfiguration(files, commands, properties.interfaceName());
		KernelInterface device = new KernelInterface(files.root(), properties.interfaceName());
		this.lease = new DhcpLease(files, commands, device);
		this.macAddress = device.macAddress();
		restoreSaved();
		Network current = this.interfaces.file().network(FACTORY);
		this.initial = readInitial(current);
		this.trial = new NetworkTrial(
				new IfupdownHardware(this.interfaces, commands, device, this.lease, properties.restartTimeout()),
				folder, current, properties.confirm(), listener);
	}

	/** Returns the settings of the board when this service first ran on it. */
	private Network readInitial(Network current) throws IOException {
		Path file = this.folder.resolve("network-initial");
		Optional<Network> known = DurableFiles.read(file).flatMap(NetworkSettingsFormat::parse);
		if (known.isEmpty()) {
			DurableFiles.write(file, NetworkSettingsFormat.format(current, " ") + "\n");
		}
		return known.orElse(current);
	}

	@Override
	public Network initial() {
		return this.initial;
	}

	@Override
	public byte[] macAddress() {
		return this.macAddress.clone();
	}

	@Override
	public Network inUse() throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the network control is closed");
		}
		Network settings = this.trial.settings();
		try {
			return settings.dhcp() ? this.lease.inUse(settings) : settings;
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the lease cannot be read: " + Reason.of(ex), ex);
		}
	}

	@Override
	public void apply(Network settings) throws CameraException {
		change(Change.all(settings));
	}

	@Override
	public void change(Change<Network> change) throws CameraException {
		if (change.named().isEmpty()) {
			this.trial.note(change.settings());
		}
		else {
			this.trial.apply(change.settings());
		}
	}

	/**
	 * Returns the settings of the interface's file. With DHCP it has no addresses.
	 */
	@Override
	public Optional<Current<Network>> current(Network known) throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the network control is closed");
		}
		try {
			Network told = this.interfaces.file().network(known);
			Set<Setting> unknown = told.dhcp() ? NetworkTrial.ADDRESSES : Set.of();
			return Optional.of(new Current<>(told, unknown, Set.of(), Map.of()));
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the network settings cannot be read: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Saves the interface's file for {@link #restoreSaved} after the overlay is erased.
	 */
	void saveForReset() throws IOException {
		DurableFiles.write(savedFile(), this.interfaces.file().text());
	}

	private Path savedFile() {
		return this.folder.resolve("network-kept");
	}

	/**
	 * Restores the file that a factory reset erased although it was to keep the network.
	 */
	private void restoreSaved() throws IOException {
		Optional<String> text = DurableFiles.read(savedFile());
		if (text.isPresent() && !text.get().equals(this.interfaces.file().text())) {
			LOGGER.log(Level.INFO, "Restoring the network settings that the factory reset was to keep");
			this.interfaces.replace(text.get(), this.properties.restartTimeout());
			this.interfaces.restart(this.properties.restartTimeout());
		}
		DurableFiles.delete(savedFile());
	}

	/** Returns the status of the interface if a change is on trial or failed. */
	Optional<PartStatus> status() {
		NetworkTrial.Status change = this.trial.status();
		return switch (change.state()) {
			case SETTLED, REVERTED -> Optional.empty();
			case ON_TRIAL, FAILED -> Optional.of(new PartStatus("network", PartStatus.State.IMPAIRED, change.detail()));
		};
	}

	/** Closes this control. A change on trial is settled at the next start. */
	@Override
	public void close() {
		this.closed = true;
		this.trial.close();
	}

}
