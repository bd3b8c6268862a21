package org.camerad.snapshot;

import org.camerad.cgi.CgiQuery;
import org.camerad.cgi.ParameterException;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot's parameters in either of the document's spellings: behind a {@code ?}, or
 * behind the {@code &} that follows the path. The latter may still be followed by the
 * {@code ?timestamp=} of the document's client.
 */
final class SnapshotQuery {

	private SnapshotQuery() {
	}

	/**
	 * Reads a raw query, which begins with an ampersand in the second spelling.
	 * @throws ParameterException {@code error, parse parameters} when name and password
	 * stand behind the {@code ?} without the stream (contract 3.19, point 2)
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
