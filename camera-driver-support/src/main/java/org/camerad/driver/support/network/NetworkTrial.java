package org.camerad.driver.support.network;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.Network;
import org.camerad.driver.Setting;
import org.camerad.driver.support.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Network changes with automatic roll-back. A change is kept if its gateway responds
 * within a time limit. Otherwise the former configuration is restored and the listener is
 * notified. This also holds after a crash or a power failure at any step: the next start
 * continues the change, or rolls it back if its first step was not complete.
 * <p>
 * Threading: any thread. One daemon thread checks the gateway and notifies the listener.
 */
public final class NetworkTrial implements AutoCloseable {

	private static final Logger logger = System.getLogger(NetworkTrial.class.getName());

	/** The static settings, which are not in effect with DHCP. */
	public static final Set<Setting> ADDRESSES = Set.of(Setting.ADDRESS, Setting.NETMASK, Setting.GATEWAY, Setting.DNS);

	private static final long MAX_PERIOD_MILLIS = 1000;

	private static final int MIN_LOOKS = 5;

	private static final long MAX_RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final long NOTHING = -1;

	/** The state of the last change. */
	public enum State {

		/** No change is in progress. */
		SETTLED,

		/** A change waits for the response of its gateway. */
		ON_TRIAL,

		/** The former configuration was restored. */
		REVERTED,

		/** A change can be neither confirmed nor rolled back; this is retried. */
		FAILED

	}

	/**
	 * The status of the last change.
	 *
	 * @param state its state
	 * @param detail one line for operators; empty if there is nothing to report
	 */
	public record Status(State state, String detail) {
	}

	private final NetworkHardware hardware;

	private final TrialJournal journal;

	private final Duration limit;

	private final Consumer<CameraEvent> listener;

	private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "camera-network");
		thread.setDaemon(true);
		return thread;
	});

	private volatile Network settings;

	/** True if this process has activated the written configuration. */
	private boolean inForce;

	/**
	 * The reason why the former configuration must be restored; empty if it need not be.
	 */
	private String reverting = "";

	private long deadline;

	private long retryAt = System.nanoTime();

	/**
	 * The number of changes, so that a late check of an earlier change has no effect.
	 */
	private long changes;

	private @Nullable Future<?> watch;

	private volatile boolean closed;

	private volatile Status status = new Status(State.SETTLED, "");

	/**
	 * Continues a change that an earlier process has not finished.
	 * @param hardware the driver's part
	 * @param folder the folder that holds the former configuration during a change
	 * @param settings the settings in effect
	 * @param limit the time limit for the response of the gateway
	 * @param listener the listener for restored settings; called without a lock
	 */
	public NetworkTrial(NetworkHardware hardware, Path folder, Network settings, Duration limit,
			Consumer<CameraEvent> listener) {
		this.hardware = hardware;
		this.journal = new TrialJournal(folder);
		this.settings = settings;
		this.limit = limit;
		this.listener = listener;
		resume();
	}

	private synchronized void resume() {
		try {
			if (this.journal.read().isEmpty()) {
				return;
			}
			logger.log(Level.WARNING, "the last change of the network was not confirmed before this start");
			this.status = new Status(State.ON_TRIAL, "a network change from before the last start is on trial");
		}
		catch (CameraException ex) {
			failed(ex);
		}
		startWatching();
	}

	/** Returns the settings that were applied last or restored since. */
	public Network settings() {
		return this.settings;
	}

	/** Returns the status of the last change. Does not block. */
	public Status status() {
		return this.status;
	}

	/**
	 * Changes the configuration if it differs, and returns when it is active. A change
	 * during a trial rolls back to the state before both.
	 * @param wanted the new settings
	 * @throws CameraException REFUSED if the former settings are still in effect;
	 * UNAVAILABLE if the state is unknown or this object is closed
	 */
	public synchronized void apply(Network wanted) throws CameraException {
		checkOpen();
		Optional<String> unconfirmed = this.journal.read();
		boolean isConfigured = this.hardware.isConfigured(wanted);
		if (!isConfigured || (unconfirmed.isPresent() && !this.inForce)) {
			boolean judged = unconfirmed.isPresent() || this.hardware.isJudged(this.settings);
			String current = this.hardware.snapshot(this.settings);
			if (unconfirmed.isEmpty()) {
				this.journal.begin(current);
			}
			change(wanted, current, unconfirmed);
			judge(judged);
		}
		this.settings = wanted;
	}

	/**
	 * Takes over settings that the hardware has already. Changes nothing, and nothing
	 * while a change is on trial.
	 * @throws CameraException UNAVAILABLE if this object is closed
	 */
	public synchronized void note(Network present) throws CameraException {
		checkOpen();
		if (this.journal.read().isEmpty()) {
			this.settings = present;
		}
	}

	private void checkOpen() throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the network control is closed");
		}
	}

	private void change(Network wanted, String current, Optional<String> unconfirmed) throws CameraException {
		logger.log(Level.INFO, "changing the network settings from {0} to {1}", this.settings, wanted);
		String former = unconfirmed.orElse(current);
		// Also after a failure: a change that has begun must be finished.
		startWatching();
		boolean wasInForce = this.inForce;
		this.inForce = false;
		try {
			this.hardware.write(wanted, former);
			this.changes++;
			this.reverting = "";
			this.hardware.activate(former);
			this.inForce = true;
		}
		catch (CameraException ex) {
			if (this.hardware.isConfigured(current)) {
				keep(wasInForce, unconfirmed.isEmpty());
				throw ex;
			}
			throw undo(former, unconfirmed.isPresent(), ex);
		}
	}

	/** Continues an earlier change because nothing was written. */
	private void keep(boolean wasInForce, boolean first) throws CameraException {
		this.inForce = wasInForce;
		if (first) {
			this.journal.end();
		}
	}

	/** Rolls back, or returns why this must wait; the watch thread then retries. */
	private CameraException undo(String former, boolean notify, CameraException cause) throws CameraException {
		this.reverting = "the new settings cannot be put into force: " + cause.getMessage();
		try {
			goBack(former);
		}
		catch (CameraException ex) {
			failed(ex);
			throw ex;
		}
		if (notify) {
			notifyListener("a later change failed");
		}
		else {
			this.status = new Status(State.SETTLED, "");
		}
		return new CameraException(CameraException.Kind.REFUSED,
				"the new network settings cannot be put into force, the former ones stay: " + cause.getMessage(),
				cause);
	}

	private void judge(boolean judged) throws CameraException {
		if (judged) {
			beginTrial("the new network settings are on trial until their gateway responds");
		}
		else {
			confirm("no gateway was there before the change");
		}
	}

	private void beginTrial(String detail) {
		this.deadline = System.nanoTime() + this.limit.toNanos();
		this.status = new Status(State.ON_TRIAL, detail);
	}

	private void confirm(String reason) throws CameraException {
		this.journal.end();
		logger.log(Level.INFO, "the network change is confirmed: {0}", reason);
		this.status = new Status(State.SETTLED, reason);
	}

	private void startWatching() {
		if (this.watch == null) {
			long period = Math.min(MAX_PERIOD_MILLIS, Math.max(1, this.limit.toMillis() / MIN_LOOKS));
			this.watch = this.worker.scheduleWithFixedDelay(this::look, 0, period, TimeUnit.MILLISECONDS);
		}
	}

	private void stopWatching() {
		if (this.watch != null) {
			this.watch.cancel(false);
			this.watch = null;
		}
	}

	private void look() {
		try {
			long number = goOn();
			if (number != NOTHING) {
				// Without the lock: a change must not wait for an unreachable gateway.
				decide(number, this.hardware.isGatewayThere(this.settings));
			}
		}
		catch (CameraException | RuntimeException ex) {
			failed(ex);
		}
	}

	/** Returns the number of the change that waits for its gateway. */
	private synchronized long goOn() throws CameraException {
		Optional<String> former = this.journal.read();
		if (former.isEmpty()) {
			stopWatching();
			forgetFailure();
			return NOTHING;
		}
		if (this.closed || System.nanoTime() - this.retryAt < 0) {
			return NOTHING;
		}
		if (!this.inForce && this.reverting.isEmpty()) {
			takeUp(former.get());
		}
		if (!this.reverting.isEmpty()) {
			revert(former.get());
			return NOTHING;
		}
		return this.changes;
	}

	private void forgetFailure() {
		if (this.status.state() == State.FAILED) {
			this.status = new Status(State.SETTLED, "");
		}
	}

	/**
	 * Continues an interrupted change, in which the former or the new configuration may
	 * be written.
	 */
	private void takeUp(String former) throws CameraException {
		if (this.hardware.isConfigured(former)) {
			this.reverting = "the change was interrupted";
		}
		else {
			this.hardware.activate(former);
			this.inForce = true;
			beginTrial("a change from before the last start is on trial again");
		}
	}

	private synchronized void decide(long number, boolean there) throws CameraException {
		if (number != this.changes || this.closed || !this.inForce || !this.reverting.isEmpty()) {
			return;
		}
		if (there) {
			confirm("the gateway responds");
		}
		else if (System.nanoTime() - this.deadline >= 0) {
			this.reverting = "the gateway did not respond within " + this.limit.toSeconds() + " s after the change";
			revert(this.journal.read()
				.orElseThrow(() -> CameraException.unavailable("the former network settings are missing")));
		}
	}

	private void revert(String former) throws CameraException {
		String reason = this.reverting;
		goBack(former);
		notifyListener(reason);
	}

	/** Activates the former configuration; it stays on disk until that is done. */
	private void goBack(String former) throws CameraException {
		this.inForce = false;
		this.hardware.restore(former);
		this.hardware.activate(former);
		this.journal.end();
		this.settings = this.hardware.network(former, this.settings);
		this.status = new Status(State.REVERTED, "the former settings are back: " + this.reverting);
		logger.log(Level.WARNING, "the network settings were restored to {0}: {1}", this.settings, this.reverting);
		this.reverting = "";
	}

	private void notifyListener(String reason) {
		CameraEvent event = new CameraEvent.NetworkReverted(this.settings, reason);
		try {
			this.worker.execute(() -> this.listener.accept(event));
		}
		catch (RejectedExecutionException ex) {
			logger.log(Level.DEBUG, "the listener is not notified of restored network settings because this is closed",
					ex);
		}
	}

	/** Records a failure, which is not retried at once. */
	private synchronized void failed(Exception reason) {
		if (this.closed) {
			return;
		}
		logger.log(Level.WARNING, "a network change can be neither confirmed nor rolled back; retrying: {0}",
				Reason.of(reason));
		this.status = new Status(State.FAILED,
				"a network change can be neither confirmed nor rolled back; retrying: " + Reason.of(reason));
		this.retryAt = System.nanoTime() + Math.min(MAX_RETRY_NANOS, this.limit.toNanos());
	}

	/** Leaves the network unchanged; a trial continues at the next start. */
	@Override
	public void close() {
		this.closed = true;
		this.worker.shutdownNow();
		try {
			if (!this.worker.awaitTermination(2, TimeUnit.SECONDS)) {
				logger.log(Level.WARNING, "a network change is still in progress at close");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
