package org.camerad.driver.support.pelcod;

import org.camerad.driver.CameraException;
import org.camerad.driver.PartStatus;
import org.camerad.driver.support.failure.Reason;

/**
 * The state of a head's line, with the texts for exceptions and health reports. Guarded
 * by its owner's lock.
 */
final class LineHealth {

	private enum State {

		OPENING, OPEN, LOST, CLOSED

	}

	private final PelcoDSettings settings;

	private State state = State.OPENING;

	private String problem = "";

	LineHealth(PelcoDSettings settings) {
		this.settings = settings;
	}

	void opened() {
		this.state = (this.state == State.CLOSED) ? State.CLOSED : State.OPEN;
	}

	void lost(Exception cause) {
		this.state = (this.state == State.CLOSED) ? State.CLOSED : State.LOST;
		note(cause);
	}

	/** Replaces the problem of a line that is lost. */
	void note(Exception cause) {
		this.problem = Reason.of(cause);
	}

	void closed() {
		this.state = State.CLOSED;
	}

	boolean isOpening() {
		return this.state == State.OPENING;
	}

	void check() throws CameraException {
		if (this.state != State.OPEN) {
			throw CameraException.unavailable(detail());
		}
	}

	void checkNotClosed() throws CameraException {
		if (this.state == State.CLOSED) {
			throw CameraException.unavailable(detail());
		}
	}

	PartStatus status() {
		PartStatus.State working = switch (this.state) {
			case OPEN -> PartStatus.State.WORKING;
			case OPENING -> PartStatus.State.IMPAIRED;
			case LOST, CLOSED -> PartStatus.State.FAILED;
		};
		return new PartStatus("ptz", working, detail());
	}

	private String detail() {
		return switch (this.state) {
			case OPEN -> "Pelco-D address " + this.settings.address() + " at " + this.settings.baudRate() + " baud";
			case OPENING -> "the PTZ line is being opened";
			case LOST -> "the PTZ line is lost and will be opened again: " + this.problem;
			case CLOSED -> "the PTZ head is closed";
		};
	}

}
