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
 * @param track 0 for video, 1 for audio, 2 for metadata, -1 for the whole stream
 * @param metadata whether the query asks for metadata, as the addresses that ONVIF gives
 * do
 */
record StreamUrl(String base, StreamId stream, int track, boolean metadata) {

	private static final Pattern METADATA_QUERY = Pattern.compile(".*[?&]" + MetadataFeed.QUERY + "(?:[&/].*)?");

	/**
	 * The user information ends at the last {@code @} before the host. The query stands
	 * before, after, or instead of the slash, and may contain slashes.
	 */
	private static final Pattern FORM = Pattern
		.compile("(?i:(rtsps?))://(?:\\S*?@)??([0-9A-Za-z._~:\\[\\]%-]+)/(stream([12]))"
				+ "(?:/(?:trackID=([012]))?)?(?:\\?\\S*?(?:/(?:trackID=([012]))?)?)?");

	static Optional<StreamUrl> parse(String url) {
		Matcher matcher = FORM.matcher(url);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String track = (matcher.group(6) != null) ? matcher.group(6) : matcher.group(5);
		return Optional.of(new StreamUrl(
				matcher.group(1).toLowerCase(Locale.ROOT) + "://" + matcher.group(2) + "/" + matcher.group(3),
				StreamId.values()[Integer.parseInt(matcher.group(4)) - 1],
				(track == null) ? -1 : Integer.parseInt(track), METADATA_QUERY.matcher(url).matches()));
	}

	/** Returns the value of {@code Content-Base}, the prefix of the tracks' URLs. */
	String contentBase() {
		return this.base + "/";
	}

}
