package org.camerad.driver.pi.system;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;

/** The status of a part after its last operation. Any thread. */
final class PartHealth {

	private final String part;

	private volatile PartStatus status;

	private volatile boolean closed;

	/**
	 * Creates the status as WORKING.
	 * @param part the part's name
	 * @param detail the detail while the part works
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

	/** Sets WORKING if the part is FAILED; an IMPAIRED part stays as it is. */
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

	/**
	 * Runs an operation; if it is UNAVAILABLE, the status becomes FAILED with its
	 * message.
	 * @throws CameraException the operation's, or UNAVAILABLE after {@link #close()}
	 */
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
	 * An operation that may fail.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Operation<T> {

		T run() throws CameraException;

	}

}
