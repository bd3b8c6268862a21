package org.camerad.driver.pi.system;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;

/** How a part is, by what was last tried. Any thread. */
final class PartHealth {

	private final String part;

	private volatile PartStatus status;

	private volatile boolean closed;

	/**
	 * @param part the part's name
	 * @param detail what it does while all is well
	 */
	PartHealth(String part, String detail) {
		this.part = part;
		this.status = new PartStatus(part, PartStatus.State.WORKING, detail);
	}

	PartStatus status() {
		return this.status;
	}

	void working(String detail) {
		this.status = new PartStatus(this.part, PartStatus.State.WORKING, detail);
	}

	/** It works again, if it has failed. */
	void recovered(String detail) {
		if (this.status.state() == PartStatus.State.FAILED) {
			working(detail);
		}
	}

	void impaired(String detail) {
		this.status = new PartStatus(this.part, PartStatus.State.IMPAIRED, detail);
	}

	void failed(String detail) {
		this.status = new PartStatus(this.part, PartStatus.State.FAILED, detail);
	}

	/** Runs what may fail, and remembers why it did. */
	<T> T track(Operation<T> operation) throws CameraException {
		checkOpen();
		try {
			return operation.run();
		}
		catch (CameraException ex) {
			if (ex.kind() == CameraException.Kind.UNAVAILABLE) {
				failed(ex.getMessage());
			}
			throw ex;
		}
	}

	void checkOpen() throws CameraException {
		if (this.closed) {
			throw CameraException.unavailable("the camera is closed");
		}
	}

	void close() {
		this.closed = true;
	}

	/**
	 * What may fail.
	 *
	 * @param <T> what it gives
	 */
	@FunctionalInterface
	interface Operation<T> {

		T run() throws CameraException;

	}

}
