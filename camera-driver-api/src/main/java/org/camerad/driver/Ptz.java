package org.camerad.driver;

import java.util.Optional;

/**
 * The PTZ head and the lens (contract 3.15). Calls come one at a time, except
 * {@link #stop()} and {@link #position()}: they may come during any other call and never
 * wait for it. Every call throws {@link CameraException} UNAVAILABLE if the head or its
 * line does not respond or the camera is closed.
 */
public interface Ptz {

	/**
	 * Starts a motion of all axes, which continues until another motion or
	 * {@link #stop()} replaces it (P1, P2). An axis at 0 stands still. The motion
	 * replaces the former one completely and also interrupts the move to a preset (P3).
	 * @throws CameraException UNAVAILABLE if the head or its line does not respond or the
	 * camera is closed
	 */
	void move(PtzMotion motion) throws CameraException;

	/**
	 * Stops every axis at once (P1). Any thread (P4).
	 * @throws CameraException UNAVAILABLE if the head or its line does not respond or the
	 * camera is closed
	 */
	void stop() throws CameraException;

	/**
	 * Stores the current view as a preset and replaces a former one (P5). It survives a
	 * restart (P7) and a reboot (M4).
	 * @param number 1 to 255
	 * @throws CameraException REFUSED if the head cannot store a preset under this
	 * number; UNAVAILABLE if the head or its line does not respond, the preset cannot be
	 * saved or the camera is closed
	 */
	void addPreset(int number) throws CameraException;

	/**
	 * Moves to a preset (P5). Returns when the move has started.
	 * @param number 1 to 255
	 * @throws CameraException REFUSED if the hardware knows that the preset does not
	 * exist; UNAVAILABLE if the head or its line does not respond or the camera is closed
	 */
	void callPreset(int number) throws CameraException;

	/**
	 * Deletes a preset. Does nothing if it does not exist (P6).
	 * @param number 1 to 255
	 * @throws CameraException UNAVAILABLE if the head or its line does not respond, the
	 * change cannot be saved or the camera is closed
	 */
	void deletePreset(int number) throws CameraException;

	/**
	 * Returns the position of the head; empty if the hardware cannot report it. A value
	 * that the hardware does not report is NaN. Any thread.
	 * @throws CameraException UNAVAILABLE if the head does not respond or the camera is
	 * closed
	 */
	default Optional<PtzPosition> position() throws CameraException {
		return Optional.empty();
	}

	/**
	 * Returns the part that moves to positions; empty if the hardware does not accept
	 * positions. Constant and fast. Any thread.
	 */
	default Optional<PtzPositioning> positioning() {
		return Optional.empty();
	}

}
