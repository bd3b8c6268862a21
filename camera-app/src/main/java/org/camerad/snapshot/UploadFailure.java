package org.camerad.snapshot;

import org.jspecify.annotations.Nullable;

/** Why a picture was not sent. The message is for operators: one line, no secrets. */
final class UploadFailure extends Exception {

	private static final long serialVersionUID = 1L;

	/** How an upload can end without a picture; also the metric's tag. */
	enum Outcome {

		/** There is no such destination. */
		UNCONFIGURED,

		/** There is one, and it does not take the picture. */
		FAILED,

		/** It took too long. */
		TIMEOUT

	}

	private final Outcome outcome;

	private final @Nullable String fault;

	private UploadFailure(Outcome outcome, String message, @Nullable String fault, @Nullable Throwable cause) {
		super(message, cause);
		this.outcome = outcome;
		this.fault = fault;
	}

	static UploadFailure unconfigured(String message) {
		return new UploadFailure(Outcome.UNCONFIGURED, message, null, null);
	}

	/** There is no such destination, which it says in words of its own. */
	static UploadFailure absent(String message, String fault) {
		return new UploadFailure(Outcome.UNCONFIGURED, message, fault, null);
	}

	static UploadFailure at(String step, String problem, @Nullable Throwable cause) {
		return new UploadFailure(Outcome.FAILED, step + ": " + problem, null, cause);
	}

	static UploadFailure timeout(String message) {
		return new UploadFailure(Outcome.TIMEOUT, message, null, null);
	}

	/** Returns this failure with the contract's words, unless it has some already. */
	UploadFailure saying(String words) {
		return (this.fault != null) ? this : new UploadFailure(this.outcome, String.valueOf(getMessage()), words, this);
	}

	Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Returns the contract's words, empty while they are the destination's usual ones.
	 */
	String fault() {
		return (this.fault != null) ? this.fault : "";
	}

}
