package org.camerad.snapshot;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a snapshot request in the contract's two spellings: after a
 * {@code ?}, or after the {@code &} that follows the path. The second one may still be
 * followed by the {@code ?timestamp=} of the contract's client.
 */
final class SnapshotQuery {

	private SnapshotQuery() {
	}

	/**
	 * Parses a raw query, which begins with an ampersand in the second spelling.
	 * @throws ParameterException {@code error, parse parameters} when name and password
	 * follow the {@code ?} without the stream (contract 3.19, point 2)
	 */
	static CgiQuery parse(@Nullable String raw) {
		CgiQuery query = CgiQuery.parse(raw);
		boolean ampersand = raw != null && raw.startsWith("&");
		boolean credentials = query.has("username") || query.has("password");
		if (!ampersand && credentials && !query.has("stream")) {
			throw ParameterException.unreadable();
		}
		return query;
	}

}
