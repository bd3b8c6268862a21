package org.camerad.simulation;

/** Why a request is not answered: what is wrong with it, one line. */
final class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	Refusal(int status, String message) {
		super(message);
		this.status = status;
	}

	Refusal(String message) {
		this(400, message);
	}

	Refusal(String message, Throwable cause) {
		super(message, cause);
		this.status = 400;
	}

	int status() {
		return this.status;
	}

}
