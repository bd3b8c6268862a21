package org.camerad.snapshot;

import org.camerad.cgi.CgiFault;
import org.camerad.cgi.CgiQuery;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot's parameters in either of the document's spellings: behind a {@code ?}, or
 * behind the {@code &} that follows the path. The latter may still be followed by the
 * {@code ?timestamp=} of the document's client.
 *
 * @param query the parameters
 * @param isBare whether there are none in either place
 */
record SnapshotQuery(CgiQuery query, boolean isBare) {

	/**
	 * Reads a request target.
	 * @param suffix what follows the interface's name in the raw path
	 * @throws CgiFault 404 for another interface's name; {@code error, parse parameters}
	 * when name and password stand behind the {@code ?} without the stream (contract
	 * 3.19, point 2)
	 */
	static SnapshotQuery of(String suffix, @Nullable String raw) {
		if (!suffix.isEmpty() && suffix.charAt(0) != '&') {
			throw CgiFault.http(404, "not found");
		}
		CgiQuery query = CgiQuery.parse((raw == null) ? suffix : suffix + "&" + raw);
		boolean credentials = query.has("username") || query.has("password");
		if (suffix.isEmpty() && credentials && !query.has("stream")) {
			throw CgiFault.parameters();
		}
		return new SnapshotQuery(query, query.isEmpty());
	}

}
