package org.camerad.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.camerad.cgi.Caller;
import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.camerad.user.Account;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Credentials other than a uid alone: a name and a password in the query, or HTTP Basic
 * (RFC 7617). Any thread.
 */
@Component
public class Viewers {

	private final LogIns logIns;

	private final Sessions sessions;

	Viewers(LogIns logIns, Sessions sessions) {
		this.logIns = logIns;
		this.sessions = sessions;
	}

	/**
	 * Who sent the request: by uid, by name and password, or by HTTP Basic.
	 * @throws CgiFault as getuid's for credentials in the query, 401 for a refused header
	 */
	public Viewer require(CgiQuery query, HttpServletRequest request) {
		String address = request.getRemoteAddr();
		if (query.has("uid")) {
			return byUid(query, address);
		}
		boolean named = query.has("username") || query.has("password");
		if (!named && request.getHeader("Authorization") != null) {
			return basic(request);
		}
		Credentials credentials = Credentials.of(query);
		return viewer(this.logIns.check(credentials.username(), credentials.password(), address));
	}

	/**
	 * Who sent the request, as {@link #require}; without any credentials a challenge, for
	 * players that wait for one.
	 * @throws CgiFault as getuid's for credentials in the query, 401 else
	 */
	public Viewer requireOrChallenge(CgiQuery query, HttpServletRequest request) {
		boolean credentials = query.has("uid") || query.has("username") || query.has("password");
		return credentials ? require(query, request) : basic(request);
	}

	private Viewer byUid(CgiQuery query, String address) {
		String uid = String.valueOf(query.get("uid"));
		if (uid.isEmpty()) {
			throw CgiFault.of("error, parse uid");
		}
		Caller caller = this.sessions.identify(uid, address);
		if (caller.isDeleted()) {
			throw CgiFault.of("uid error");
		}
		return new Viewer(caller.name(), caller.role(), caller);
	}

	/**
	 * Who sent the request, by HTTP Basic alone.
	 * @throws CgiFault 401
	 */
	public Viewer basic(HttpServletRequest request) {
		Credentials credentials = header(request.getHeader("Authorization")).orElseThrow(Viewers::unauthorized);
		try {
			return viewer(this.logIns.check(credentials.username(), credentials.password(), request.getRemoteAddr()));
		}
		catch (CgiFault fault) {
			throw (fault.status() == 503) ? fault : unauthorized();
		}
	}

	/** The viewer's uid lives on; a name and password have nothing to extend. */
	public void extend(Viewer viewer) {
		if (viewer.session() != null) {
			this.sessions.extend(viewer.session());
		}
	}

	private static Viewer viewer(Account account) {
		return new Viewer(account.name(), account.role(), null);
	}

	private static CgiFault unauthorized() {
		return CgiFault.http(401, "unauthorized");
	}

	/** The name and password of an HTTP Basic header's value. */
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
