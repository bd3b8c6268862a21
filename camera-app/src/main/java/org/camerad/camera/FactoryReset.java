package org.camerad.camera;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.AuditLog;
import org.camerad.camera.ResetListener.Reset;
import org.camerad.cgi.AfterResponse;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Maintenance;
import org.camerad.settings.PendingReset;
import org.camerad.settings.SettingsGroup;
import org.camerad.settings.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The factory reset of one camera: settings, users and keys at once, then the pictures on
 * the memory card and the hardware. A reset that was interrupted is completed when the
 * camera is opened the next time. Any thread.
 */
public final class FactoryReset {

	private static final Logger logger = LoggerFactory.getLogger(FactoryReset.class);

	/** The time that a request waits for the memory card. */
	private static final Duration REQUEST_TIME = Duration.ofSeconds(10);

	private static final Duration UNLIMITED = Duration.ofDays(1);

	private final CameraConnection connection;

	private final CameraSettings settings;

	private final Store store;

	private final CameraProblems problems;

	private final List<ResetListener> listeners;

	private final CardEraser card;

	private final AuditLog audit;

	private final ReentrantLock finishing = new ReentrantLock();

	/** True when the entry of a pending reset is in the audit log. */
	private volatile boolean recorded;

	/**
	 * Creates the factory reset of a camera.
	 * @param listeners the parts to notify, in this order
	 */
	public FactoryReset(CameraConnection connection, CameraSettings settings, Store store, CameraProblems problems,
			List<ResetListener> listeners, CardEraser card, AuditLog audit) {
		this.connection = connection;
		this.settings = settings;
		this.store = store;
		this.problems = problems;
		this.listeners = List.copyOf(listeners);
		this.card = card;
		this.audit = audit;
	}

	/**
	 * Restores the factory settings, except for the groups to keep. The rest of a card
	 * with many pictures, and hardware that does not respond, wait for {@link #complete}.
	 * @throws CameraFailure UNAVAILABLE when the factory settings cannot be saved or
	 * secrets cannot be erased
	 */
	void run(Predicate<SettingsGroup<?>> kept, boolean keepsNetwork, AfterResponse afterResponse) {
		this.recorded = true;
		this.audit.recorded(event(keepsNetwork), () -> {
			this.settings.exclusively(() -> {
				restoreFactory(kept, keepsNetwork);
				this.listeners.forEach((listener) -> listener.onReset(Reset.FACTORY_RESET, afterResponse));
				return null;
			});
			finish(keepsNetwork, REQUEST_TIME);
			return null;
		});
	}

	private static AuditEvent event(boolean keepsNetwork) {
		return AuditEvent.of(AuditKind.FACTORY_RESET, "factory_reset",
				keepsNetwork ? List.of("retain_network") : List.of());
	}

	private void restoreFactory(Predicate<SettingsGroup<?>> kept, boolean keepsNetwork) {
		try {
			this.settings.restoreFactory(kept, keepsNetwork);
		}
		catch (IOException ex) {
			logger.error("the factory settings cannot be saved, or secrets cannot be erased: {}; make sure that the"
					+ " data folder is neither full nor read-only, and reset again", ex.toString());
			throw CameraFailure.unavailable();
		}
	}

	/**
	 * Completes a reset that was interrupted. Called whenever the camera was opened.
	 * @return whether there was one; the settings must then be applied once more
	 */
	public boolean complete() {
		Optional<PendingReset> pending = this.store.pendingReset();
		if (pending.isEmpty()) {
			return false;
		}
		boolean keepsNetwork = pending.get().keepsNetwork();
		if (!this.recorded) {
			this.recorded = true;
			this.audit.record(event(keepsNetwork));
		}
		return finish(keepsNetwork, UNLIMITED);
	}

	/** Returns whether this call has completed the reset. */
	private boolean finish(boolean keepsNetwork, Duration limit) {
		if (!this.finishing.tryLock()) {
			return false;
		}
		try {
			Optional<Camera> camera = this.connection.camera();
			if (camera.isEmpty() || !eraseCard(limit)) {
				logger.warn("the factory reset goes on when the camera is open");
				return false;
			}
			camera.get().maintenance().ifPresent((maintenance) -> resetHardware(maintenance, keepsNetwork));
			end();
			return true;
		}
		finally {
			this.finishing.unlock();
		}
	}

	private boolean eraseCard(Duration limit) {
		try {
			return this.card.erase(limit);
		}
		catch (CameraException ex) {
			logger.error("the factory reset cannot erase the pictures on the memory card: {}; erase them by hand",
					ex.getMessage());
			this.audit.record(AuditEvent.of(AuditKind.FACTORY_RESET, "card", List.of()).withOutcome(AuditEvent.FAILED));
			return true;
		}
	}

	private void resetHardware(Maintenance maintenance, boolean keepsNetwork) {
		try {
			this.connection.control(() -> {
				maintenance.factoryReset(keepsNetwork);
				return null;
			});
		}
		catch (CameraException ex) {
			this.problems.recordFailure("factory_reset", ex);
		}
	}

	private void end() {
		try {
			this.store.endReset();
			this.recorded = false;
		}
		catch (IOException ex) {
			logger.warn("it cannot be saved that the factory reset is complete: {}", ex.toString());
		}
	}

}
