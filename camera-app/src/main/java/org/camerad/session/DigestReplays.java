package org.camerad.session;

import java.util.Map;

import org.camerad.limit.LruMap;

/**
 * The digest responses with a count of requests ({@code nc}) that were accepted last, so
 * that nobody can send one again while its challenge is valid. Responses without a count
 * are those of RTSP. Any thread.
 */
final class DigestReplays {

	private static final int MAX_RESPONSES = 4096;

	private final Map<String, Boolean> used = new LruMap<>(MAX_RESPONSES);

	/**
	 * Records the use of a response that is right.
	 * @return false if it was used before
	 */
	synchronized boolean use(DigestAuthorization authorization) {
		return !authorization.hasCount() || this.used.put(authorization.response(), Boolean.TRUE) == null;
	}

}
