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
 * Who is at the other end of a connection. Once somebody has logged in, requests may
 * leave the {@code Authorization} header out. Belongs to the event loop.
 */
final class ConnectionAuthenticator {

	private final RtspConnection connection;

	private final ConnectionManager hub;

	private final Consumer<RtspRequest> authorized;

	private @Nullable Account account;

	private String accepted = "";

	private String nonce = "";

	/**
	 * @param authorized is given the requests of users
	 */
	ConnectionAuthenticator(RtspConnection connection, ConnectionManager hub, Consumer<RtspRequest> authorized) {
		this.connection = connection;
		this.hub = hub;
		this.authorized = authorized;
	}

	/** The user, empty before one has logged in. */
	String user() {
		Account current = this.account;
		return (current == null) ? "" : current.name();
	}

	/** Lets a request pass, or answers it. */
	void check(RtspRequest exchange) {
		String header = exchange.header("Authorization");
		if (header == null || header.equals(this.accepted)) {
			identified(exchange);
		}
		else if (this.hub.logIns().isSlow(header)) {
			checkElsewhere(exchange, header);
		}
		else {
			checked(exchange, header, outcome(exchange, header));
		}
	}

	private void identified(RtspRequest exchange) {
		if (this.account != null) {
			this.authorized.accept(exchange);
		}
		else {
			challenge(exchange, false);
		}
	}

	/** A slow hash must not hold up the pictures of others. */
	private void checkElsewhere(RtspRequest exchange, String header) {
		try {
			this.hub.logInWork().execute(() -> {
				HeaderAuthenticator.Outcome outcome = outcome(exchange, header);
				this.hub.loop()
					.execute(() -> this.connection.serve(exchange, (checked) -> checked(checked, header, outcome)));
			});
		}
		catch (RejectedExecutionException ex) {
			this.connection.reply(exchange.answer(503));
		}
	}

	private HeaderAuthenticator.Outcome outcome(RtspRequest exchange, String header) {
		return this.hub.logIns().check(header, exchange.method(), address(), this.nonce);
	}

	private void checked(RtspRequest exchange, String header, HeaderAuthenticator.Outcome outcome) {
		if (this.connection.isEnded()) {
			return;
		}
		Account found = outcome.account();
		if (found != null && !this.hub.logIns().isCurrent(found)) {
			// A user has changed since.
			check(exchange);
		}
		else if (found != null) {
			this.account = found;
			this.nonce = outcome.nonce();
			this.accepted = outcome.nonce().isEmpty() ? header : "";
			this.authorized.accept(exchange);
		}
		else if (outcome.status() == 401) {
			challenge(exchange, outcome.stale());
		}
		else {
			this.connection.reply(exchange.answer(outcome.status()));
		}
	}

	private void challenge(RtspRequest exchange, boolean stale) {
		FullHttpResponse answer = exchange.answer(401);
		List<String> challenges = this.hub.logIns().challenges(address(), stale);
		answer.headers().set("WWW-Authenticate", challenges);
		this.connection.reply(answer);
	}

	private String address() {
		InetAddress address = this.connection.address();
		return address.getHostAddress();
	}

}
