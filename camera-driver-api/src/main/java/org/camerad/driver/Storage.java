package org.camerad.driver;

import java.util.List;

/** The camera's memory card (contract 3.19, {@code upload=0}). */
public interface Storage {

	/** How the card is. */
	enum State {

		/** The slot is empty, or the card is not mounted. */
		ABSENT,

		/** It can be read and written (S1). */
		READY,

		/** Nothing more fits. */
		FULL,

		/** It is there and cannot be written: damaged or read-only. */
		BROKEN

	}

	/** How the card is now. */
	State state() throws CameraException;

	/**
	 * Writes a new file: all of it is durably there when this returns (S1, S6), or
	 * nothing is.
	 * @param name a plain file name without a path
	 * @throws CameraException REFUSED when a file of that name is there (S2), the name is
	 * not a plain one (S3) or the card is full; UNAVAILABLE when the card is absent or
	 * broken
	 */
	void write(String name, byte[] content) throws CameraException;

	/** The names of the files on the card, oldest first (S4). */
	List<String> names() throws CameraException;

	/** Removes a file; one that is not there is removed already (S5). */
	void delete(String name) throws CameraException;

}
