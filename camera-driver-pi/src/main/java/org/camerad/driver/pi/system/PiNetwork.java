package org.camerad.driver.pi.system;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.PartStatus;
import org.camerad.driver.pi.system.Tools.Tool;
import org.jspecify.annotations.Nullable;

/**
 * The board's network through NetworkManager. A change is on trial until its gateway has
 * shown itself; one whose gateway stays away, though the former one was there, is taken
 * back. What to go back to is on disk before anything changes, so that the next start
 * ends a trial that a crash has cut short: the new settings stay when their gateway is
 * there, else the former ones come back.
 */
final class PiNetwork implements NetworkControl {

	private static final Logger logger = System.getLogger(PiNetwork.class.getName());

	private static final long LOOK_MILLIS = 1000;

	private final Profiles profiles;

	private final Gateway gateway;

	private final NetworkJournal journal;

	private final NetworkOrigin origin;

	private final Tools tools;

	private final Duration trial;

	private final Consumer<CameraEvent> listener;

	private final Health health;

	private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "camera-pi-network");
		thread.setDaemon(true);
		return thread;
	});

	/** Guarded by this, as is whatever changes the network. */
	private @Nullable Network settings;

	/** What this process has put into force. */
	private @Nullable Profile inForce;

	private long trialEnds;

	/**
	 * @param trial how long the gateway may take to show itself after a change
	 */
	PiNetwork(Profiles profiles, Gateway gateway, NetworkJournal journal, NetworkOrigin origin, Tools tools,
			Duration trial, Consumer<CameraEvent> listener) {
		this.profiles = profiles;
		this.gateway = gateway;
		this.journal = journal;
		this.origin = origin;
		this.tools = tools;
		this.trial = trial;
		this.listener = listener;
		this.health = new Health("network", "NetworkManager at " + profiles.device());
		this.watch.execute(this::resume);
		this.watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
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
		return this.health.noting(() -> {
			Network kept = kept();
			Network inUse = this.profiles.inUse(kept.dhcp()).orElse(kept);
			this.health.recovered("NetworkManager at " + this.profiles.device());
			return inUse;
		});
	}

	private synchronized Network kept() {
		return (this.settings != null) ? this.settings : this.origin.network();
	}

	@Override
	public synchronized void apply(Network wanted) throws CameraException {
		this.health.noting(() -> {
			change(wanted);
			return wanted;
		});
	}

	private void change(Network wanted) throws CameraException {
		String id = this.profiles.active();
		Profile present = this.profiles.read(id);
		Optional<NetworkJournal.Entry> unfinished = this.journal.read();
		if (!present.isAlready(wanted) || (unfinished.isPresent() && !present.equals(this.inForce))) {
			boolean reachable = unfinished.isPresent() || isGatewayThere(present.isAutomatic());
			if (unfinished.isEmpty()) {
				this.journal.write(new NetworkJournal.Entry(id, present));
			}
			put(id, Profile.of(wanted));
			judge(reachable);
		}
		this.settings = wanted;
		this.health.recovered("NetworkManager at " + this.profiles.device());
	}

	/** Puts a profile into force, or goes back and says so. */
	private void put(String id, Profile next) throws CameraException {
		write(id, next);
		try {
			this.profiles.activate(id);
		}
		catch (CameraException ex) {
			this.trialEnds = System.nanoTime();
			goBack();
			throw new CameraException(CameraException.Kind.REFUSED,
					"the new network settings cannot be put into force, the former ones stay: " + ex.getMessage(), ex);
		}
		this.inForce = next;
		logger.log(Level.INFO, "network: {0} is now {1} {2}", this.profiles.device(), next.method(), next.addresses());
	}

	/** A profile that could not be written is as it was: there is nothing to undo. */
	private void write(String id, Profile next) throws CameraException {
		try {
			this.profiles.write(id, next);
		}
		catch (CameraException ex) {
			Optional<NetworkJournal.Entry> entry = this.journal.read();
			if (entry.isPresent() && this.profiles.read(id).equals(entry.get().former())) {
				this.journal.clear();
			}
			throw ex;
		}
	}

	/** A gateway that was not there before cannot be lost. */
	private void judge(boolean watched) throws CameraException {
		if (watched) {
			this.trialEnds = System.nanoTime() + this.trial.toNanos();
			this.health.impaired("new settings are on trial until their gateway shows itself");
		}
		else {
			end("no gateway was there before the change");
		}
	}

	private void end(String why) throws CameraException {
		this.journal.clear();
		this.health.working("NetworkManager at " + this.profiles.device() + ": " + why);
	}

	private boolean isGatewayThere(boolean dhcp) throws CameraException {
		Optional<Inet4Address> address = this.profiles.inUse(dhcp).map(Network::gateway);
		return address.isPresent() && this.gateway.isThere(address.get(), this.profiles.device());
	}

	/**
	 * Takes up a trial that the last process has not ended: what the profile says by now,
	 * the former or the new settings, is put into force and gets a whole trial.
	 */
	private synchronized void resume() {
		this.trialEnds = System.nanoTime() + this.trial.toNanos();
		try {
			Optional<NetworkJournal.Entry> entry = this.journal.read();
			if (entry.isPresent() && this.inForce == null) {
				logger.log(Level.WARNING, "network: the last change was cut short, it is on trial again");
				this.profiles.activate(entry.get().id());
				this.inForce = this.profiles.read(entry.get().id());
			}
		}
		catch (CameraException ex) {
			logger.log(Level.WARNING, "network: {0}", ex.getMessage());
			this.health.failed(ex.getMessage());
		}
	}

	/** Looks how a trial is going. Runs every second, and is done at once without one. */
	private synchronized void look() {
		try {
			Optional<NetworkJournal.Entry> entry = this.journal.read();
			if (entry.isEmpty()) {
				return;
			}
			if (isGatewayThere(this.profiles.read(entry.get().id()).isAutomatic())) {
				end("the gateway is there");
			}
			else if (System.nanoTime() - this.trialEnds >= 0) {
				revert();
			}
		}
		catch (CameraException | RuntimeException ex) {
			logger.log(Level.WARNING, "network: {0}", ex.getMessage());
			this.health.failed(String.valueOf(ex.getMessage()));
			lookLater();
		}
	}

	/** What fails is not tried again every second. */
	private void lookLater() {
		this.trialEnds = Math.max(this.trialEnds, System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
	}

	private void revert() throws CameraException {
		Network former = goBack();
		String reason = "the gateway was not there within " + this.trial.toSeconds() + " s after the change";
		logger.log(Level.WARNING, "network: {0}; back to {1}", reason, former.address().getHostAddress());
		this.health.impaired("the former settings are back: " + reason);
		this.listener.accept(new CameraEvent.NetworkReverted(former, reason));
	}

	/** Puts the former settings back into force; until that is done it stays on disk. */
	private Network goBack() throws CameraException {
		NetworkJournal.Entry entry = this.journal.read()
			.orElseThrow(() -> CameraException.unavailable("nothing to go back to"));
		this.profiles.write(entry.id(), entry.former());
		this.profiles.activate(entry.id());
		this.journal.clear();
		this.inForce = entry.former();
		Network former = entry.former().network(kept());
		this.settings = former;
		return former;
	}

	PartStatus status() {
		return this.tools.missing(Tool.NMCLI)
			.map((missing) -> new PartStatus("network", PartStatus.State.FAILED, missing))
			.orElseGet(this.health::status);
	}

	/** Leaves the network as it is; a trial goes on at the next start. */
	void close() {
		this.health.close();
		this.watch.shutdownNow();
		try {
			this.watch.awaitTermination(2, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
