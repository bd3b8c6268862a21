package org.camerad.live.rtsp;

import java.util.regex.Pattern;

/**
 * RTSP's {@code Range} header (RFC 2326 section 12.29). A live stream plays from now on,
 * whatever a client wants, so only the form counts.
 */
final class RangeHeader {

	private static final Pattern FORM = Pattern.compile("(npt|clock|smpte(-[0-9a-z-]+)?)=\\S+");

	private RangeHeader() {
	}

	/** Returns whether a header has the form of a range. */
	static boolean isValid(String header) {
		return FORM.matcher(header.strip()).matches();
	}

}
