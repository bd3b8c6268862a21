package org.camerad.onvif;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.camerad.camera.CameraFailure;
import org.camerad.cgi.Requester;
import org.camerad.session.AuthenticationException;
import org.camerad.session.HeaderAuthenticator;
import org.camerad.session.TokenAuthenticator;
import org.camerad.session.UsernameToken;
import org.camerad.user.Account;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator of SOAP requests: by HTTP Digest, by HTTP Basic over TLS, or by
 * WS-UsernameToken with a digest. With both, HTTP decides (Core specification 5.9.1). Any
 * thread.
 */
final class SoapAuthenticator {

	private static final int MAX_LENGTH = 256;

	private final HeaderAuthenticator headers;

	/** Null if tokens are turned off. */
	private final @Nullable TokenAuthenticator tokens;

	SoapAuthenticator(HeaderAuthenticator headers, @Nullable TokenAuthenticator tokens) {
		this.headers = headers;
		this.tokens = tokens;
	}

	/**
	 * Returns the user who sent a request.
	 * @param token the token in the header of the envelope
	 * @throws SoapFault with status 401 and challenges for a wrong or missing HTTP
	 * header, {@code ter:NotAuthorized} with status 400 for a refused token
	 */
	Account authenticate(HttpServletRequest request, HttpServletResponse response, Optional<SoapElement> token) {
		String header = request.getHeader("Authorization");
		Account account;
		if (header != null) {
			account = byHeader(header, request, response);
		}
		else if (token.isPresent()) {
			account = byToken(token.get(), request.getRemoteAddr());
		}
		else {
			throw challenge(request, response, false);
		}
		Requester.authenticate(request, account.name(), account.role());
		return account;
	}

	private Account byHeader(String header, HttpServletRequest request, HttpServletResponse response) {
		if (isBasic(header) && !request.isSecure()) {
			throw challenge(request, response, false);
		}
		HeaderAuthenticator.Outcome outcome = this.headers
			.check(header,
					new HeaderAuthenticator.Request(request.getMethod(), (uri) -> names(uri, request),
							request.getRemoteAddr()),
					"")
			.join();
		Account account = outcome.account();
		if (account != null) {
			return account;
		}
		throw (outcome.status() == 503) ? SoapFault.unavailable() : challenge(request, response, outcome.stale());
	}

	private static boolean isBasic(String header) {
		return header.toLowerCase(Locale.ROOT).startsWith("basic ");
	}

	/** Returns whether the {@code uri} of a digest response names a request. */
	private static boolean names(String uri, HttpServletRequest request) {
		String query = request.getQueryString();
		String target = (query == null) ? request.getRequestURI() : request.getRequestURI() + "?" + query;
		return uri.equals(target) || (uri.contains("://") && uri.endsWith(target));
	}

	/** Adds the challenges to a response, and returns its fault. */
	private SoapFault challenge(HttpServletRequest request, HttpServletResponse response, boolean stale) {
		if (!this.headers.hasDigest() && !request.isSecure()) {
			return SoapFault.notAuthorized("a WS-UsernameToken is expected: digest log-ins are turned off");
		}
		this.headers.httpChallenges(request.getRemoteAddr(), stale, request.isSecure())
			.forEach((challenge) -> response.addHeader("WWW-Authenticate", challenge));
		return SoapFault.unauthorized();
	}

	private Account byToken(SoapElement element, String address) {
		if (this.tokens == null) {
			throw SoapFault.notAuthorized("log-ins by WS-UsernameToken are turned off");
		}
		try {
			return this.tokens.check(token(element), address);
		}
		catch (AuthenticationException ex) {
			throw SoapFault.notAuthorized("the sender is not authorized");
		}
		catch (CameraFailure ex) {
			throw SoapFault.unavailable();
		}
	}

	/**
	 * Returns the token of an element.
	 * @throws SoapFault {@code ter:NotAuthorized} for one without a digest, a nonce or a
	 * time
	 */
	static UsernameToken token(SoapElement element) {
		String type = element.find("Password")
			.map((password) -> password.attributes().getOrDefault("Type", ""))
			.orElse("");
		UsernameToken token = new UsernameToken(part(element, "Username"), bytes(part(element, "Password")),
				bytes(part(element, "Nonce")), part(element, "Created"));
		if (!type.endsWith("#PasswordDigest") || token.nonce().length == 0 || token.created().isEmpty()) {
			throw SoapFault.notAuthorized("a password digest with nonce and time is expected");
		}
		return token;
	}

	private static String part(SoapElement element, String name) {
		return element.findText(name).filter((text) -> text.length() <= MAX_LENGTH).orElse("");
	}

	private static byte[] bytes(String base64) {
		try {
			return Base64.getMimeDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw SoapFault.notAuthorized("nonce and digest must be base64");
		}
	}

}
