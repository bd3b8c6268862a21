package org.camerad.session;

/** Credentials that are refused, for whichever reason. */
public final class AuthenticationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean challenge;

	private AuthenticationException(String message, boolean challenge) {
		super(message, null, false, false);
		this.challenge = challenge;
	}

	/** A name and a password in the request itself. */
	static AuthenticationException wrongPassword() {
		return new AuthenticationException("password error", false);
	}

	/** A header that is missing or refused. */
	static AuthenticationException unauthorized() {
		return new AuthenticationException("unauthorized", true);
	}

	/** Returns whether the client is to be asked for an {@code Authorization} header. */
	public boolean isChallenge() {
		return this.challenge;
	}

}
