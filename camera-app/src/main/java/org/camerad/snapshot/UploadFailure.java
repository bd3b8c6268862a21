package org.camerad.snapshot;

import org.jspecify.annotations.Nullable;

/** A failed upload. The message is for operators: one line without secrets. */
final class UploadFailure extends Exception {

	private static final long serialVersionUID = 1L;

	/** The outcomes of a failed upload, which are also tags of the metric. */
	enum Outcome {

		/** The destination is not configured. */
		UNCONFIGURED,

		/** The destination did not accept the picture. */
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

	/** Returns the failure of a missing destination that has its own fault text. */
	static UploadFailure absent(String message, String fault) {
		return new UploadFailure(Outcome.UNCONFIGURED, message, fault, null);
	}

	static UploadFailure at(String step, String problem, @Nullable Throwable cause) {
		return new UploadFailure(Outcome.FAILED, step + ": " + problem, null, cause);
	}

	static UploadFailure timeout(String message) {
		return new UploadFailure(Outcome.TIMEOUT, message, null, null);
	}

	/**
	 * Returns this failure with a fault text of the contract, unless it has one already.
	 */
	UploadFailure withFault(String text) {
		return (this.fault != null) ? this : new UploadFailure(this.outcome, String.valueOf(getMessage()), text, this);
	}

	Outcome outcome() {
		return this.outcome;
	}

	/** Returns the contract's fault text, empty unless it has one. */
	String fault() {
		return (this.fault != null) ? this.fault : "";
	}

}
