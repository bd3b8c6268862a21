package org.camerad.driver.hisilicon.streamer;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log-in of an HTTP client at the streamer. The streamer answers a log-in with the
 * cookie of a session. Each further log-in would cost it a check of the password and
 * another session, so the cookie is sent until the streamer rejects it. Any thread.
 */
final class StreamerSession {

	private static final Pattern COOKIE = Pattern.compile("session=([^;\\s]{1,512})(;.*)?");

	private final Optional<String> authorization;

	/** The cookie; empty without a session. */
	private volatile String cookie = "";

	/**
	 * Creates a client without a session.
	 * @param authorization the header with the password; empty without a password
	 */
	StreamerSession(Optional<String> authorization) {
		this.authorization = authorization;
	}

	/** Adds the credentials to a request and returns the cookie that was used. */
	String authorize(HttpRequest.Builder request) {
		String known = this.cookie;
		if (known.isEmpty()) {
			this.authorization.ifPresent((header) -> request.header("Authorization", header));
		}
		else {
			request.header("Cookie", known);
		}
		return known;
	}

	/**
	 * Takes over the cookie of a response and returns whether the request must be sent
	 * again, because the session that it used has ended.
	 * @param used the cookie that the request had; empty without one
	 */
	boolean isEnded(int status, HttpHeaders headers, String used) {
		if (status == StreamerResponse.UNAUTHORIZED && !used.isEmpty()) {
			this.cookie = this.cookie.equals(used) ? "" : this.cookie;
			return true;
		}
		if (this.authorization.isPresent()) {
			headers.allValues("Set-Cookie")
				.stream()
				.map(COOKIE::matcher)
				.filter(Matcher::matches)
				.findFirst()
				.ifPresent((session) -> this.cookie = "session=" + session.group(1));
		}
		return false;
	}

}
