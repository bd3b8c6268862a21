package org.camerad.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.Principal;
import org.camerad.cgi.Requester;
import org.camerad.user.Account;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator of requests by uid, by name and password in the query, or by HTTP
 * Basic (RFC 7617). Any thread.
 */
public final class RequestAuthenticator implements CameraPart {

	private final PasswordAuthenticator passwords;

	private final Sessions sessions;

	public RequestAuthenticator(PasswordAuthenticator passwords, Sessions sessions) {
		this.passwords = passwords;
		this.sessions = sessions;
	}

	/**
	 * Returns the user who sent the request: by uid, by name and password, or by HTTP
	 * Basic.
	 * @throws ParameterException for incomplete credentials in the query
	 * @throws AuthenticationException for refused credentials; for a request without any,
	 * with a challenge and the contract's fault, because players and recorders with a
	 * password in the address wait for the challenge
	 */
	public StreamUser require(CgiQuery query, HttpServletRequest request) {
		String address = request.getRemoteAddr();
		if (query.has("uid")) {
			return byUid(query, request);
		}
		if (query.has("username") || query.has("password")) {
			Credentials credentials = Credentials.of(query);
			return user(this.passwords.check(credentials.username(), credentials.password(), address), request);
		}
		if (request.getHeader("Authorization") == null) {
			throw AuthenticationException
				.missing(query.isEmpty() ? "error, parse parameters" : "error, parse username");
		}
		return basic(request);
	}

	/**
	 * Returns the user who sent the request, like {@link #require}. The fault of a
	 * request without credentials is that of HTTP.
	 * @throws ParameterException for incomplete credentials in the query
	 * @throws AuthenticationException for refused or missing credentials
	 */
	public StreamUser requireOrChallenge(CgiQuery query, HttpServletRequest request) {
		boolean credentials = query.has("uid") || query.has("username") || query.has("password");
		return credentials ? require(query, request) : basic(request);
	}

	private StreamUser byUid(CgiQuery query, HttpServletRequest request) {
		String uid = String.valueOf(query.get("uid"));
		if (uid.isEmpty()) {
			throw new ParameterException("error, parse uid");
		}
		Principal principal = this.sessions.identify(uid, request.getRemoteAddr())
			.orElseThrow(() -> new ParameterException("uid error"));
		if (principal.isDeleted()) {
			throw new ParameterException("uid error");
		}
		Requester.authenticate(request, principal.name(), principal.role());
		return new StreamUser(principal.name(), principal.role(), principal);
	}

	/**
	 * Returns the user who sent the request, by HTTP Basic alone.
	 * @throws AuthenticationException with a challenge
	 */
	public StreamUser basic(HttpServletRequest request) {
		Credentials credentials = header(request.getHeader("Authorization"))
			.orElseThrow(AuthenticationException::unauthorized);
		try {
			return user(this.passwords.check(credentials.username(), credentials.password(), request.getRemoteAddr()),
					request);
		}
		catch (AuthenticationException ex) {
			throw AuthenticationException.unauthorized();
		}
	}

	/** Restarts the timeout of the user's session, if there is one. */
	public void extend(StreamUser user) {
		if (user.session() != null) {
			this.sessions.extend(user.session());
		}
	}

	private static StreamUser user(Account account, HttpServletRequest request) {
		Requester.authenticate(request, account.name(), account.role());
		return new StreamUser(account.name(), account.role(), null);
	}

	/** Returns the name and password of an HTTP Basic header's value. */
	static Optional<Credentials> header(@Nullable String header) {
		if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
			return Optional.empty();
		}
		try {
			String decoded = new String(Base64.getDecoder().decode(header.substring("basic ".length()).strip()),
					StandardCharsets.UTF_8);
			int colon = decoded.indexOf(':');
			return (colon < 1 || colon == decoded.length() - 1) ? Optional.empty()
					: Optional.of(new Credentials(decoded.substring(0, colon), decoded.substring(colon + 1)));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
