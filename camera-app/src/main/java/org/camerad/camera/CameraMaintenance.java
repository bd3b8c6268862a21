package org.camerad.camera;

import java.util.List;
import java.util.function.Predicate;

import org.camerad.audit.AuditEvent;
import org.camerad.audit.AuditKind;
import org.camerad.audit.AuditLog;
import org.camerad.camera.ResetListener.Reset;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.driver.Maintenance;
import org.camerad.settings.SettingsGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reboot and factory reset of one camera. Any thread. */
public final class CameraMaintenance implements CameraPart {

	private static final Logger logger = LoggerFactory.getLogger(CameraMaintenance.class);

	private final CameraConnection connection;

	private final FactoryReset factoryReset;

	private final CameraLifecycle lifecycle;

	private final List<ResetListener> listeners;

	private final AuditLog audit;

	/**
	 * Creates the maintenance of a camera.
	 * @param listeners the parts to notify of each reset, in this order
	 */
	public CameraMaintenance(CameraConnection connection, CameraLifecycle lifecycle, List<ResetListener> listeners,
			FactoryReset factoryReset, AuditLog audit) {
		this.audit = audit;
		this.connection = connection;
		this.lifecycle = lifecycle;
		this.factoryReset = factoryReset;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Discards everything that is not saved, and reboots the hardware after the response
	 * has been sent.
	 * @throws CameraFailure UNAVAILABLE, NOT_SUPPORTED
	 */
	public void reboot(AfterResponse afterResponse) {
		this.audit.recorded(AuditEvent.of(AuditKind.REBOOT, "reboot", List.of()), () -> {
			begin(afterResponse);
			return null;
		});
	}

	private void begin(AfterResponse afterResponse) {
		Maintenance maintenance = this.connection.camera()
			.orElseThrow(CameraFailure::unavailable)
			.maintenance()
			.orElseThrow(() -> CameraFailure.notSupported("reboot"));
		logger.warn("rebooting the camera");
		this.lifecycle.beginReboot();
		this.listeners.forEach((listener) -> listener.onReset(Reset.REBOOT, afterResponse));
		afterResponse.run(() -> this.lifecycle.schedule(() -> this.lifecycle.reboot(maintenance)));
	}

	/**
	 * Discards everything that is not saved, closes the camera and opens it again, so
	 * that its next firmware runs. Returns at once.
	 */
	public void reopen() {
		logger.warn("closing the camera and opening it again");
		this.lifecycle.beginReboot();
		this.listeners.forEach((listener) -> listener.onReset(Reset.REBOOT, Runnable::run));
		this.lifecycle.schedule(this.lifecycle::reopen);
	}

	/**
	 * Restores the factory settings, except for the groups to keep.
	 * @throws CameraFailure UNAVAILABLE when the factory settings cannot be saved
	 */
	public void factoryReset(Predicate<SettingsGroup<?>> kept, boolean keepNetwork, AfterResponse afterResponse) {
		logger.warn("restoring the factory settings{}", keepNetwork ? " except for the network" : "");
		this.factoryReset.run(kept, keepNetwork, afterResponse);
		this.lifecycle.schedule(this.lifecycle::recover);
	}

	/** Completes an interrupted factory reset. Called whenever the camera was opened. */
	public void onOpened() {
		if (this.factoryReset.complete()) {
			this.lifecycle.schedule(this.lifecycle::recover);
		}
	}

	/**
	 * Schedules a factory reset that was requested at the camera itself, such as by its
	 * button. Returns at once.
	 */
	public void onResetRequested() {
		this.lifecycle.schedule(() -> factoryReset((group) -> false, false, Runnable::run));
	}

}
