package org.camerad.simulation;

/**
 * A failure because a request is rejected, with the HTTP status and a message of one
 * line.
 */
public final class RejectedRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	public RejectedRequestException(int status, String message) {
		super(message);
		this.status = status;
	}

	public RejectedRequestException(String message) {
		this(400, message);
	}

	RejectedRequestException(String message, Throwable cause) {
		super(message, cause);
		this.status = 400;
	}

	/** Returns the HTTP status. */
	public int status() {
		return this.status;
	}

}
