package org.camerad.live.rtsp;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.netty.handler.codec.http.FullHttpResponse;
import org.camerad.session.HeaderAuthenticator;
import org.camerad.user.Account;
import org.jspecify.annotations.Nullable;

/**
 * The authentication of one connection. After a successful one, requests may omit the
 * {@code Authorization} header. Confined to the event loop.
 */
final class ConnectionAuthenticator {

	private final RtspConnection connection;

	private final ConnectionManager manager;

	private final Consumer<RtspRequest> authorized;

	private @Nullable Account account;

	private String acceptedHeader = "";

	private String nonce = "";

	/**
	 * Creates an authenticator.
	 * @param authorized receives the requests of authenticated users
	 */
	ConnectionAuthenticator(RtspConnection connection, ConnectionManager manager, Consumer<RtspRequest> authorized) {
		this.connection = connection;
		this.manager = manager;
		this.authorized = authorized;
	}

	/** Returns the user's name, empty before the first successful authentication. */
	String user() {
		Account current = this.account;
		return (current == null) ? "" : current.name();
	}

	/**
	 * Passes a request of an authenticated user on, or responds with an error or a
	 * challenge.
	 */
	void authenticate(RtspRequest request) {
		String header = request.header("Authorization");
		if (header == null || header.equals(this.acceptedHeader)) {
			useKnownAccount(request);
		}
		else if (this.manager.authenticator().isSlow(header)) {
			checkOnExecutor(request, header);
		}
		else {
			onOutcome(request, header, outcome(request, header));
		}
	}

	private void useKnownAccount(RtspRequest request) {
		if (this.account != null) {
			this.authorized.accept(request);
		}
		else {
			challenge(request, false);
		}
	}

	/**
	 * Checks a password on another thread, because its slow hash would delay other
	 * clients' frames.
	 */
	private void checkOnExecutor(RtspRequest request, String header) {
		try {
			this.manager.authenticationExecutor().execute(() -> {
				HeaderAuthenticator.Outcome outcome = outcome(request, header);
				this.manager.loop()
					.execute(() -> this.connection.serve(request, (checked) -> onOutcome(checked, header, outcome)));
			});
		}
		catch (RejectedExecutionException ex) {
			this.connection.respond(request.response(503));
		}
	}

	private HeaderAuthenticator.Outcome outcome(RtspRequest request, String header) {
		return this.manager.authenticator().check(header, request.method(), address(), this.nonce);
	}

	private void onOutcome(RtspRequest request, String header, HeaderAuthenticator.Outcome outcome) {
		if (this.connection.isEnded()) {
			return;
		}
		Account found = outcome.account();
		if (found != null && !this.manager.authenticator().isCurrent(found)) {
			// The account has changed since the check began.
			authenticate(request);
		}
		else if (found != null) {
			this.account = found;
			this.nonce = outcome.nonce();
			this.acceptedHeader = outcome.nonce().isEmpty() ? header : "";
			this.authorized.accept(request);
		}
		else if (outcome.status() == 401) {
			challenge(request, outcome.stale());
		}
		else {
			this.connection.respond(request.response(outcome.status()));
		}
	}

	private void challenge(RtspRequest request, boolean stale) {
		FullHttpResponse response = request.response(401);
		List<String> challenges = this.manager.authenticator().challenges(address(), stale);
		response.headers().set("WWW-Authenticate", challenges);
		this.connection.respond(response);
	}

	private String address() {
		InetAddress address = this.connection.address();
		return address.getHostAddress();
	}

}
