package org.camerad.session;

/** Refused credentials. It does not reveal the reason. */
public final class AuthenticationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean challenge;

	private AuthenticationException(String message, boolean challenge) {
		super(message, null, false, false);
		this.challenge = challenge;
	}

	/** Returns the exception for a name and password in the query. */
	static AuthenticationException wrongPassword() {
		return new AuthenticationException("password error", false);
	}

	/** Returns the exception for a missing or refused header. */
	static AuthenticationException unauthorized() {
		return new AuthenticationException("unauthorized", true);
	}

	/**
	 * Returns the exception for a request without any credentials.
	 * @param fault the contract's fault for the missing parameters
	 */
	static AuthenticationException missing(String fault) {
		return new AuthenticationException(fault, true);
	}

	/**
	 * Returns whether the response challenges the client to send an {@code Authorization}
	 * header.
	 */
	public boolean isChallenge() {
		return this.challenge;
	}

}
