package org.camerad.live.rtsp;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
		else {
			check(request, header);
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
	 * Checks a header. A slow hash runs on another thread, because it would delay other
	 * clients' frames.
	 */
	private void check(RtspRequest request, String header) {
		CompletableFuture<HeaderAuthenticator.Outcome> outcome = this.manager.authenticator()
			.check(header, describe(request), this.nonce);
		if (outcome.isDone()) {
			onOutcome(request, header, outcome.join());
			return;
		}
		outcome.whenComplete((done, failure) -> this.manager.loop()
			.execute(() -> this.connection.serve(request, (checked) -> onOutcome(checked, header, outcome.join()))));
	}

	private HeaderAuthenticator.Request describe(RtspRequest request) {
		return new HeaderAuthenticator.Request(request.method(), (uri) -> names(uri, request.http().uri()), address());
	}

	/**
	 * Returns whether the {@code uri} of a digest response names the resource of a
	 * request. Some client libraries name the whole stream in the requests for its
	 * tracks, and some leave out the host.
	 */
	private static boolean names(String uri, String requested) {
		if (uri.equals(requested)) {
			return true;
		}
		Optional<StreamUrl> resource = StreamUrl.parse(requested);
		return resource.isPresent() && names(uri, resource.get());
	}

	private static boolean names(String uri, StreamUrl resource) {
		String host = resource.base().substring(0, resource.base().lastIndexOf('/'));
		return StreamUrl.parse(uri.startsWith("/") ? host + uri : uri)
			.filter((named) -> named.base().equalsIgnoreCase(resource.base()))
			.filter((named) -> named.track() < 0 || named.track() == resource.track())
			.isPresent();
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
