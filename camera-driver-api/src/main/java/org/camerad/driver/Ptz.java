package org.camerad.driver;

import java.util.Optional;

/**
 * The moving head and lens (contract 3.15). Calls come one at a time except
 * {@link #stop()}, which may come beside any other and never waits for it.
 */
public interface Ptz {

	/**
	 * Moves the axes like this from now on, until another motion or {@link #stop()}
	 * replaces it; an axis that is 0 stands still. The motion replaces the former one
	 * whole, a preset under way included.
	 */
	void move(PtzMotion motion) throws CameraException;

	/** Stops every axis at once. */
	void stop() throws CameraException;

	/** Remembers the present view under a number, replacing what was there. */
	void addPreset(int number) throws CameraException;

	/** Moves to a remembered view. */
	void callPreset(int number) throws CameraException;

	/** Forgets a view; one that is not there is forgotten already. */
	void deletePreset(int number) throws CameraException;

	/**
	 * Where the head is, for hardware that can tell.
	 * @throws CameraException UNAVAILABLE when it does not answer
	 */
	default Optional<PtzPosition> position() throws CameraException {
		return Optional.empty();
	}

}
