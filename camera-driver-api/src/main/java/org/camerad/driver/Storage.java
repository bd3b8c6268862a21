package org.camerad.driver;

import java.util.List;

/** The memory card of the camera (contract 3.19, {@code upload=0}). */
public interface Storage {

	/** The state of the card. */
	enum State {

		/** The slot is empty or the card is not mounted. */
		ABSENT,

		/** The card can be read and written (S1). */
		READY,

		/** The card has no free space. */
		FULL,

		/** The card is present and cannot be written: it is damaged or read-only. */
		BROKEN

	}

	/**
	 * Returns the state of the card.
	 * @throws CameraException UNAVAILABLE if the state cannot be read or the camera is
	 * closed
	 */
	State state() throws CameraException;

	/**
	 * Writes a new file. On return the whole file is durable (S1, S6); after an exception
	 * there is no such file.
	 * @param name a plain file name without a path
	 * @throws CameraException REFUSED if a file of this name exists (S2), the name is not
	 * a plain one (S3) or the card is full; UNAVAILABLE if the card is absent or broken,
	 * or the camera is closed
	 */
	void write(String name, byte[] content) throws CameraException;

	/**
	 * Returns the names of the files on the card, oldest first (S4).
	 * @throws CameraException UNAVAILABLE if the card is absent or broken, or the camera
	 * is closed
	 */
	List<String> names() throws CameraException;

	/**
	 * Deletes a file. Does nothing if it does not exist (S5).
	 * @throws CameraException REFUSED if the name is not a plain one; UNAVAILABLE if the
	 * card is absent or broken, or the camera is closed
	 */
	void delete(String name) throws CameraException;

}
