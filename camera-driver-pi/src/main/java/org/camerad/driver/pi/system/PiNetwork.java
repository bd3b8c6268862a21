package org.camerad.driver.pi.system;

import java.nio.file.Path;
import java.time.Duration;
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
import org.camerad.driver.pi.system.SystemPrograms.Program;
import org.camerad.driver.support.network.NetworkTrial;

/**
 * The board's network through NetworkManager. Each change is on trial until the gateway
 * responds.
 */
final class PiNetwork implements NetworkControl {

	private final ConnectionProfiles profiles;

	private final InitialNetwork origin;

	private final SystemPrograms programs;

	private final PartHealth health;

	private final NetworkTrial trial;

	private final RecentReading<ConnectionProfile> profile = new RecentReading<>();

	/**
	 * Creates the part and continues an unfinished trial.
	 * @param folder the driver's folder, which holds the former profile during a change
	 * @param limit the time in which the gateway must respond after a change
	 */
	PiNetwork(ConnectionProfiles profiles, NetworkManagerHardware hardware, InitialNetwork origin,
			SystemPrograms programs, Path folder, Duration limit, Consumer<CameraEvent> listener) {
		this.profiles = profiles;
		this.origin = origin;
		this.programs = programs;
		this.health = new PartHealth("network", "NetworkManager at " + profiles.device());
		this.trial = new NetworkTrial(hardware, folder, origin.network(), limit, listener);
	}

	@Override
	public Network initial() {
		return this.origin.network();
	}

	@Override
	public byte[] macAddress() {
		return this.origin.macAddress();
	}

	@Override
	public Network inUse() throws CameraException {
		return this.health.track(() -> {
			Network kept = this.trial.settings();
			Network inUse = this.profiles.inUse(kept.dhcp()).orElse(kept);
			this.health.recovered("NetworkManager at " + this.profiles.device());
			return inUse;
		});
	}

	@Override
	public void apply(Network wanted) throws CameraException {
		change(Change.all(wanted));
	}

	/**
	 * Returns the settings of the active profile, read at most every six seconds. With
	 * DHCP the addresses are not in it.
	 */
	@Override
	public synchronized Optional<Current<Network>> current(Network known) throws CameraException {
		ConnectionProfile profile = this.health
			.track(() -> this.profile.get(() -> this.profiles.read(this.profiles.active())));
		Network told = profile.network(known);
		Set<Setting> unknown = told.dhcp() ? NetworkTrial.ADDRESSES : Set.of();
		return Optional.of(new Current<>(told, unknown, Set.of(), Map.of()));
	}

	@Override
	public synchronized void change(Change<Network> change) throws CameraException {
		Network wanted = change.settings();
		if (change.named().isEmpty()) {
			this.trial.note(wanted);
			return;
		}
		this.profile.forget();
		this.health.track(() -> {
			this.trial.apply(wanted);
			this.health.recovered("NetworkManager at " + this.profiles.device());
			return wanted;
		});
	}

	PartStatus status() {
		return this.programs.missing(Program.NMCLI)
			.map((missing) -> new PartStatus("network", PartStatus.State.FAILED, missing))
			.orElseGet(this::trialStatus);
	}

	private PartStatus trialStatus() {
		PartStatus last = this.health.status();
		if (last.state() == PartStatus.State.FAILED) {
			return last;
		}
		NetworkTrial.Status change = this.trial.status();
		return switch (change.state()) {
			case SETTLED -> change.detail().isEmpty() ? last
					: new PartStatus("network", PartStatus.State.WORKING, last.detail() + ": " + change.detail());
			case ON_TRIAL, REVERTED -> new PartStatus("network", PartStatus.State.IMPAIRED, change.detail());
			case FAILED -> new PartStatus("network", PartStatus.State.FAILED, change.detail());
		};
	}

	/** Leaves the network as it is. The next start continues a trial. */
	void close() {
		this.health.close();
		this.trial.close();
	}

}
