package org.camerad.onvif;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * The rules by which the scopes of a probe match those of a camera (WS-Discovery 5.1).
 */
final class DiscoveryScopes {

	private static final String RULES = "http://schemas.xmlsoap.org/ws/2005/04/discovery/";

	/**
	 * The rule without {@code MatchBy}, by its newer and its older name, and the others.
	 */
	private static final Map<String, BiPredicate<String, String>> MATCHERS = Map.of(RULES + "rfc3986",
			DiscoveryScopes::isPrefix, RULES + "rfc2396", DiscoveryScopes::isPrefix, RULES + "strcmp0", String::equals,
			RULES + "uuid", DiscoveryScopes::isSameUuid);

	private DiscoveryScopes() {
	}

	/**
	 * Returns whether each scope of a probe matches one of the camera's. A rule that is
	 * not known matches nothing.
	 */
	static boolean match(SoapElement probe, List<String> own) {
		return probe.all("Scopes").allMatch((scopes) -> {
			String rule = scopes.attributes().getOrDefault("MatchBy", RULES + "rfc3986").strip();
			BiPredicate<String, String> matcher = MATCHERS.get(rule);
			return matcher != null && DiscoveryTypes.words(scopes)
				.stream()
				.allMatch((wanted) -> own.stream().anyMatch((scope) -> matcher.test(wanted, scope)));
		});
	}

	/**
	 * Returns whether scheme and authority are equal without regard to case, and the path
	 * begins with the wanted segments.
	 */
	private static boolean isPrefix(String wanted, String own) {
		Optional<URI> prefix = uri(wanted);
		Optional<URI> whole = uri(own);
		if (prefix.isEmpty() || whole.isEmpty() || !head(prefix.get()).equals(head(whole.get()))) {
			return false;
		}
		List<String> segments = segments(prefix.get());
		List<String> all = segments(whole.get());
		return segments.size() <= all.size() && all.subList(0, segments.size()).equals(segments)
				&& all.stream().noneMatch(DiscoveryScopes::isRelative);
	}

	private static Optional<URI> uri(String text) {
		try {
			return Optional.of(new URI(text)).filter(URI::isAbsolute);
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
	}

	private static String head(URI uri) {
		return (uri.getScheme() + ":" + uri.getAuthority()).toLowerCase(Locale.ROOT);
	}

	/** Returns the segments of the path, which a slash may end. */
	private static List<String> segments(URI uri) {
		String path = (uri.getPath() == null) ? uri.getSchemeSpecificPart() : uri.getPath();
		return Arrays.asList(path.split("/"));
	}

	private static boolean isRelative(String segment) {
		return segment.equals(".") || segment.equals("..");
	}

	private static boolean isSameUuid(String wanted, String own) {
		Optional<UUID> uuid = uuid(wanted);
		return uuid.isPresent() && uuid.equals(uuid(own));
	}

	private static Optional<UUID> uuid(String scope) {
		String text = scope.toLowerCase(Locale.ROOT).replaceFirst("^(urn:)?uuid:", "");
		try {
			return Optional.of(UUID.fromString(text));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
