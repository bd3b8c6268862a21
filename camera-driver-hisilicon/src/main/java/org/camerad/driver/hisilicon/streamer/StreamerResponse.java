package org.camerad.driver.hisilicon.streamer;

import java.nio.charset.StandardCharsets;

import org.camerad.driver.CameraException;

/**
 * A complete response of the streamer.
 *
 * @param target the request's path and query for messages, without credentials
 * @param status the HTTP status
 * @param body the complete body
 */
record StreamerResponse(String target, int status, byte[] body) {

	static final int OK = 200;

	static final int UNAUTHORIZED = 401;

	static final int NOT_FOUND = 404;

	private static final int MAX_REASON_LENGTH = 120;

	boolean isSuccess() {
		return this.status >= 200 && this.status < 300;
	}

	/**
	 * Returns this response.
	 * @throws CameraException UNAVAILABLE if the status is not 2xx
	 */
	StreamerResponse requireSuccess() throws CameraException {
		if (!isSuccess()) {
			throw CameraException.unavailable(problem());
		}
		return this;
	}

	/** Returns the problem in one line. */
	String problem() {
		return switch (this.status) {
			case UNAUTHORIZED -> "the streamer does not accept the user name and password (401 to " + this.target + ")";
			case NOT_FOUND -> "this build of the streamer does not know " + this.target + " (404)";
			default -> "the streamer responded with " + this.status + " to " + this.target + reason();
		};
	}

	/**
	 * Returns the first line of the body if it is a sentence rather than an HTML page.
	 */
	private String reason() {
		String text = new String(this.body, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
		boolean sentence = !text.isEmpty() && text.length() <= MAX_REASON_LENGTH && !text.startsWith("<")
				&& text.chars().noneMatch(Character::isISOControl);
		return sentence ? ": " + text : "";
	}

}
