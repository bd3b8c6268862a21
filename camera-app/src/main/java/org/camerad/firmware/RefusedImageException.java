package org.camerad.firmware;

import java.io.IOException;

/**
 * A firmware image that is refused. The fault is the contract's text; the message says
 * more, for the log and the state. Nothing was changed and nothing is left.
 */
final class RefusedImageException extends IOException {

	/** The fault of an image that is not genuine, or not for this camera. */
	private static final String NOT_GENUINE = "firmware error";

	/** The fault of a body that is not an image at all, or does not arrive. */
	private static final String NOT_PARSED = "error, parse firmware";

	private static final String TOO_LARGE = "firmware too large";

	private static final long serialVersionUID = 1L;

	private final String fault;

	/**
	 * Keeps the message in one printable line, because it may quote bytes of the image.
	 */
	private RefusedImageException(String fault, String message) {
		super(message.replaceAll("[^ -~]", "?"));
		this.fault = fault;
	}

	/** Returns the refusal of an image that may not be installed. */
	static RefusedImageException notGenuine(String reason) {
		return new RefusedImageException(NOT_GENUINE, reason);
	}

	/** Returns the refusal of a request that brings no image. */
	static RefusedImageException notParsed(String reason) {
		return new RefusedImageException(NOT_PARSED, reason);
	}

	/** Returns the refusal of an image that does not fit. */
	static RefusedImageException tooLarge(String reason) {
		return new RefusedImageException(TOO_LARGE, reason);
	}

	/** Returns the contract's text. */
	String fault() {
		return this.fault;
	}

}
