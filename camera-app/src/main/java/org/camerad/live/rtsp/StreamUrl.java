package org.camerad.live.rtsp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.camera.StreamId;

/**
 * The URL of a stream or track.
 *
 * @param base the stream's URL without credentials, query and trailing slash
 * @param stream the stream
 * @param track 0 for video, 1 for audio, -1 for the whole stream
 */
record StreamUrl(String base, StreamId stream, int track) {

	private static final Pattern FORM = Pattern
		.compile("(?i:(rtsps?))://(?:[^/\\s]*@)?([0-9A-Za-z._~:\\[\\]%-]+)/(stream([12]))(?:/(?:trackID=([01]))?)?");

	static Optional<StreamUrl> parse(String url) {
		Matcher matcher = FORM.matcher(withoutQuery(url));
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String track = matcher.group(5);
		return Optional.of(new StreamUrl(
				matcher.group(1).toLowerCase(Locale.ROOT) + "://" + matcher.group(2) + "/" + matcher.group(3),
				StreamId.values()[Integer.parseInt(matcher.group(4)) - 1],
				(track == null) ? -1 : Integer.parseInt(track)));
	}

	/**
	 * Removes the query, which players put before, after, or instead of the slash. A
	 * question mark in a password does not begin one.
	 */
	private static String withoutQuery(String url) {
		int query = url.indexOf('?', Math.max(0, url.indexOf('/', "rtsps://".length())));
		int slash = url.indexOf('/', Math.max(0, query));
		return (query < 0) ? url : url.substring(0, query) + ((slash < 0) ? "" : url.substring(slash));
	}

	/** Returns the value of {@code Content-Base}, the prefix of the tracks' URLs. */
	String contentBase() {
		return this.base + "/";
	}

}
