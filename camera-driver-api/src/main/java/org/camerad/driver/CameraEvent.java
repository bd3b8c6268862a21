package org.camerad.driver;

/**
 * An event that the camera reports on its own, through {@link DriverContext#listener()}.
 * Motion and pictures have their own publishers.
 */
public sealed interface CameraEvent {

	/**
	 * The hardware is available, possibly without its settings: after a reboot, a
	 * reconnection or a restart of its streamer. The application applies all settings
	 * again.
	 *
	 * @param reason the reason in one line, for the log
	 */
	record Available(String reason) implements CameraEvent {
	}

	/**
	 * The hardware does not respond any more.
	 *
	 * @param reason the reason in one line, for the log
	 */
	record Unavailable(String reason) implements CameraEvent {
	}

	/**
	 * The gateway was not reachable after a change of the network settings, so the
	 * hardware has rolled the change back.
	 *
	 * @param network the settings in effect
	 * @param reason the reason in one line, for the log
	 */
	record NetworkReverted(Network network, String reason) implements CameraEvent {
	}

	/** The reset button was held long enough for a factory reset. */
	record ResetRequested() implements CameraEvent {
	}

}
