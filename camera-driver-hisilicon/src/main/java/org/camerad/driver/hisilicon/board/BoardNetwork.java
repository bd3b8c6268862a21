package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.NetworkControl;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.file.Durable;
import org.camerad.driver.support.network.Ipv4;

/**
 * The board's network interface, by its file in {@code /etc/network/interfaces.d}. A
 * change stays only when the gateway answers within the time configured; otherwise the
 * old file comes back and the application is told. That holds over a crash and a loss of
 * power at any step too: the next start goes on with it.
 * <p>
 * Threads: any; one daemon thread of its own waits for the gateway.
 */
public final class BoardNetwork implements NetworkControl, AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger(BoardNetwork.class.getName());

	/** OpenIPC's own: DHCP, and this address when there is no lease. */
	private static final Network FACTORY = new Network(true, Ipv4.of("192.168.1.10"), Ipv4.of("255.255.255.0"),
			Ipv4.of("192.168.1.1"), Ipv4.of("192.168.1.1"), Ipv4.of("8.8.8.8"));

	/** What no file says. */
	private static final Network NONE = new Network(false, Ipv4.of("0.0.0.0"), Ipv4.of("0.0.0.0"), Ipv4.of("0.0.0.0"),
			Ipv4.of("0.0.0.0"), Ipv4.of("0.0.0.0"));

	private static final int ASKING_AT_LEAST = 5;

	private final BoardFiles files;

	private final BoardCommands commands;

	private final NetworkProperties properties;

	private final Path folder;

	private final Interfaces interfaces;

	private final Gateway gateway;

	private final PendingChange pending;

	private final Consumer<CameraEvent> listener;

	private final byte[] macAddress;

	private final Network initial;

	private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(BoardNetwork::daemon);

	private Network inEffect;

	private @Nullable Future<?> check;

	/** Counts the changes, so that a late look at an earlier one decides nothing. */
	private long changes;

	private volatile String trouble = "";

	/**
	 * Reads what is in effect, and goes on with a change that was not confirmed.
	 * @param folder keeps what there is to go back to, over restarts
	 * @param listener told of settings that came back
	 */
	BoardNetwork(BoardFiles files, BoardCommands commands, NetworkProperties properties, Path folder,
			Consumer<CameraEvent> listener) throws IOException {
		this.files = files;
		this.commands = commands;
		this.properties = properties;
		this.folder = folder;
		this.listener = listener;
		this.interfaces = new Interfaces(files, commands, properties.interfaceName());
		this.gateway = new Gateway(files, commands, properties.interfaceName());
		this.pending = new PendingChange(folder);
		this.macAddress = readMacAddress();
		restoreKept();
		this.inEffect = this.interfaces.file().network(FACTORY);
		this.initial = readInitial();
		Optional<PendingChange.Before> before = this.pending.before();
		if (before.isPresent()) {
			LOGGER.log(Level.WARNING, "A change of the network settings was not confirmed before this start");
			goOn(before.get());
		}
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "hisilicon-network");
		thread.setDaemon(true);
		return thread;
	}

	private byte[] readMacAddress() throws IOException {
		String path = "/sys/class/net/" + this.properties.interfaceName() + "/address";
		String text = this.files.word(path).orElse("");
		if (!text.matches("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}")) {
			throw new IOException(path + " has no hardware address");
		}
		return HexFormat.of().parseHex(text.replace(":", ""));
	}

	/** What the machine was set to when this service first ran on it. */
	private Network readInitial() throws IOException {
		Path noted = this.folder.resolve("network-initial");
		Optional<Network> known = Durable.read(noted).flatMap(PendingChange::parse);
		if (known.isEmpty()) {
			Durable.write(noted, PendingChange.line(this.inEffect) + "\n");
		}
		return known.orElse(this.inEffect);
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
	public synchronized Network inUse() throws CameraException {
		checkOpen();
		if (!this.inEffect.dhcp()) {
			return this.inEffect;
		}
		try {
			return new Lease(this.files, this.commands, this.gateway, this.properties.interfaceName())
				.over(this.inEffect);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the lease cannot be read: " + ex.getMessage(), ex);
		}
	}

	@Override
	public synchronized void apply(Network settings) throws CameraException {
		checkOpen();
		try {
			change(settings);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the network settings cannot be changed: " + ex.getMessage(), ex);
		}
	}

	private void checkOpen() throws CameraException {
		if (this.worker.isShutdown()) {
			throw CameraException.unavailable("the network control is closed");
		}
	}

	private void change(Network settings) throws IOException, CameraException {
		InterfaceFile now = this.interfaces.file();
		if (says(now, settings)) {
			this.inEffect = settings;
			return;
		}
		if (!this.interfaces.objection().isEmpty()) {
			throw CameraException.refused(this.interfaces.objection() + ": nothing was changed");
		}
		stopChecking();
		this.pending.begin(this.inEffect, now.text());
		LOGGER.log(Level.WARNING, "Network settings change from {0} to {1}", this.inEffect, settings);
		try {
			this.interfaces.write(now.with(settings));
			this.interfaces.restart(this.properties.patience());
		}
		catch (IOException ex) {
			this.interfaces.write(now.text());
			this.pending.end();
			throw new CameraException(CameraException.Kind.REFUSED, "nothing was changed: " + ex.getMessage(), ex);
		}
		this.inEffect = settings;
		startChecking(settings);
	}

	/** With DHCP the static values are not in the file. */
	private static boolean says(InterfaceFile file, Network settings) {
		return file.network(settings).equals(settings) && (settings.dhcp() || file.network(NONE).equals(settings));
	}

	private void startChecking(Network settings) {
		long number = ++this.changes;
		long deadline = System.nanoTime() + this.properties.confirm().toNanos();
		this.trouble = "a change waits for the gateway's answer";
		long period = Math.min(1000, this.properties.confirm().toMillis() / ASKING_AT_LEAST);
		this.check = this.worker.scheduleWithFixedDelay(() -> confirm(settings, number, deadline), 0, period,
				TimeUnit.MILLISECONDS);
	}

	private void stopChecking() {
		this.changes++;
		if (this.check != null) {
			this.check.cancel(false);
			this.check = null;
		}
	}

	private void confirm(Network settings, long number, long deadline) {
		try {
			Optional<Inet4Address> known = this.gateway.of(settings);
			boolean answers = known.isPresent() && this.gateway.answers(known.get());
			decide(number, answers, System.nanoTime() - deadline >= 0);
		}
		catch (IOException | RuntimeException ex) {
			this.trouble = "a network change cannot be confirmed: " + ex.getMessage();
			LOGGER.log(Level.ERROR, "A network change cannot be confirmed or taken back", ex);
		}
	}

	private synchronized void decide(long number, boolean answers, boolean late) throws IOException {
		if (number != this.changes || this.worker.isShutdown()) {
			return;
		}
		if (answers) {
			stopChecking();
			this.pending.end();
			this.trouble = "";
			LOGGER.log(Level.INFO, "The gateway answers: the network change stays");
		}
		else if (late) {
			stopChecking();
			revert("the gateway did not answer within " + this.properties.confirm().toSeconds() + " s after a change");
		}
	}

	private void revert(String reason) throws IOException {
		PendingChange.Before before = this.pending.before()
			.orElseThrow(() -> new IOException("nothing is known to go back to"));
		this.interfaces.write(before.text());
		this.interfaces.restart(this.properties.patience());
		this.pending.end();
		this.inEffect = before.network();
		this.trouble = "";
		LOGGER.log(Level.WARNING, "Network settings went back: {0}", reason);
		this.listener.accept(new CameraEvent.NetworkReverted(before.network(), reason));
	}

	/** After a crash: the old file may be there already, or the new one may work. */
	private void goOn(PendingChange.Before before) throws IOException {
		boolean old = this.interfaces.file().text().equals(before.text());
		this.trouble = "a change from before the last start is being settled";
		this.worker.execute(() -> {
			try {
				settle(old);
			}
			catch (IOException | RuntimeException ex) {
				this.trouble = "a network change cannot be settled: " + ex.getMessage();
				LOGGER.log(Level.ERROR, "A network change from before the start cannot be settled", ex);
			}
		});
	}

	private synchronized void settle(boolean old) throws IOException {
		if (old) {
			revert("the change was interrupted");
		}
		else {
			this.interfaces.restart(this.properties.patience());
			startChecking(this.inEffect);
		}
	}

	/**
	 * Notes the interface's file for {@link #restoreKept} after the overlay is erased.
	 */
	synchronized void keep() throws IOException {
		Durable.write(kept(), this.interfaces.file().text());
	}

	private Path kept() {
		return this.folder.resolve("network-kept");
	}

	/** A factory reset that was to keep the network erased its file. */
	private void restoreKept() throws IOException {
		Optional<String> text = Durable.read(kept());
		if (text.isPresent() && !text.get().equals(this.interfaces.file().text())) {
			LOGGER.log(Level.INFO, "The network settings that a factory reset was to keep come back");
			this.interfaces.write(text.get());
			this.interfaces.restart(this.properties.patience());
		}
		Durable.delete(kept());
	}

	/** How the interface is, when there is something to say about it. */
	Optional<PartStatus> status() {
		String detail = this.trouble;
		return detail.isEmpty() ? Optional.empty()
				: Optional.of(new PartStatus("network", PartStatus.State.IMPAIRED, detail));
	}

	/** A change that is not confirmed yet is settled at the next start. */
	@Override
	public synchronized void close() {
		this.worker.shutdownNow();
	}

}
