package org.camerad.driver;

/** What a camera tells unasked. Motion and pictures have publishers of their own. */
public sealed interface CameraEvent {

	/**
	 * The hardware is there (again) and has lost its settings, or may have: after a
	 * reboot, a reconnection, a restarted streamer. The application applies everything.
	 *
	 * @param reason one line for the log
	 */
	record Available(String reason) implements CameraEvent {
	}

	/**
	 * The hardware has stopped answering.
	 *
	 * @param reason one line for the log
	 */
	record Unavailable(String reason) implements CameraEvent {
	}

	/**
	 * The gateway was gone after a change of the network settings, so the hardware has
	 * gone back.
	 *
	 * @param network the settings that are in effect now
	 * @param reason one line for the log
	 */
	record NetworkReverted(Network network, String reason) implements CameraEvent {
	}

	/** Somebody held the reset button for as long as a factory reset takes. */
	record ResetRequested() implements CameraEvent {
	}

}
