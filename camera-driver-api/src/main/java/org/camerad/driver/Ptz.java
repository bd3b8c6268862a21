package org.camerad.driver;

import java.util.Optional;

/**
 * The moving head and lens (contract 3.15). Calls come one at a time except
 * {@link #stop()}, which may come beside any other and never waits for it.
 */
public interface Ptz {

	/**
	 * Moves the axes like this from now on, until another motion or {@link #stop()}
	 * replaces it (P1, P2); an axis that is 0 stands still. The motion replaces the
	 * former one whole, a preset under way included (P3).
	 */
	void move(PtzMotion motion) throws CameraException;

	/** Stops every axis at once (P1), from any thread (P4). */
	void stop() throws CameraException;

	/**
	 * Remembers the present view under a number from 1 to 255, replacing what was there
	 * (P5), also over a restart (P7) and a reboot (M4).
	 */
	void addPreset(int number) throws CameraException;

	/**
	 * Moves to a remembered view (P5).
	 * @throws CameraException REFUSED when the hardware knows that there is none
	 */
	void callPreset(int number) throws CameraException;

	/** Forgets a view; one that is not there is forgotten already (P6). */
	void deletePreset(int number) throws CameraException;

	/**
	 * Where the head is, for hardware that can tell.
	 * @throws CameraException UNAVAILABLE when it does not answer
	 */
	default Optional<PtzPosition> position() throws CameraException {
		return Optional.empty();
	}

}
