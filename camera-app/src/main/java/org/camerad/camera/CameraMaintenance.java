package org.camerad.camera;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

import org.camerad.camera.ResetListener.Reset;
import org.camerad.cgi.AfterResponse;
import org.camerad.cgi.CameraPart;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Maintenance;
import org.camerad.settings.SettingsGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reboot and factory reset of one camera. Any thread. */
public final class CameraMaintenance implements CameraPart {

	private static final Logger logger = LoggerFactory.getLogger(CameraMaintenance.class);

	private final CameraConnection connection;

	private final CameraSettings settings;

	private final CameraLifecycle lifecycle;

	private final CameraProblems problems;

	private final List<ResetListener> listeners;

	/**
	 * Creates the maintenance of a camera.
	 * @param listeners told of each reset in this order
	 */
	public CameraMaintenance(CameraConnection connection, CameraSettings settings, CameraLifecycle lifecycle,
			CameraProblems problems, List<ResetListener> listeners) {
		this.connection = connection;
		this.settings = settings;
		this.lifecycle = lifecycle;
		this.problems = problems;
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Ends everything volatile, and reboots once the response has gone out.
	 * @throws CameraFailure UNAVAILABLE, NOT_SUPPORTED
	 */
	void reboot(AfterResponse afterResponse) {
		Maintenance maintenance = this.connection.camera()
			.orElseThrow(CameraFailure::unavailable)
			.maintenance()
			.orElseThrow(() -> CameraFailure.notSupported("reboot"));
		logger.warn("rebooting the camera");
		this.lifecycle.beginReboot();
		this.listeners.forEach((listener) -> listener.onReset(Reset.REBOOT, afterResponse));
		afterResponse.run(() -> this.lifecycle.later(() -> this.lifecycle.reboot(maintenance)));
	}

	/**
	 * Goes back to what left the factory, except for the groups that are kept.
	 * @throws CameraFailure UNAVAILABLE when the factory's settings cannot be saved
	 */
	void factoryReset(Predicate<SettingsGroup<?>> kept, boolean keepNetwork, AfterResponse afterResponse) {
		logger.warn("back to the factory's settings{}", keepNetwork ? ", keeping the network's" : "");
		this.settings.exclusively(() -> {
			restoreFactory(kept);
			this.listeners.forEach((listener) -> listener.onReset(Reset.FACTORY_RESET, afterResponse));
			resetHardware(keepNetwork);
			return null;
		});
		this.lifecycle.later(this.lifecycle::recover);
	}

	/**
	 * Makes a factory reset that somebody asked for at the camera itself. Returns at
	 * once.
	 */
	public void onResetRequested() {
		this.lifecycle.later(() -> factoryReset((group) -> false, false, Runnable::run));
	}

	private void restoreFactory(Predicate<SettingsGroup<?>> kept) {
		try {
			this.settings.restoreFactory(kept);
		}
		catch (IOException ex) {
			logger.error("the factory's settings cannot be saved: {}", ex.toString());
			throw CameraFailure.unavailable();
		}
	}

	private void resetHardware(boolean keepNetwork) {
		this.connection.camera().flatMap(Camera::maintenance).ifPresent((maintenance) -> {
			try {
				this.connection.control(() -> {
					maintenance.factoryReset(keepNetwork);
					return null;
				});
			}
			catch (CameraException ex) {
				this.problems.recordFailure("factory_reset", ex);
			}
		});
	}

}
