package org.camerad.cgi;

import java.util.Collections;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsUtils;

/**
 * The rule against requests that a page of another site makes a browser send. It refuses
 * them, except for pictures without an upload, for the firmware upgrade, whose page may
 * come from elsewhere, and for links to the pages of a camera.
 */
public final class CrossSiteRule {

	/**
	 * The request attribute with the host that the client asked a trusted proxy for. Set
	 * only when the proxy is trusted.
	 */
	public static final String FORWARDED_HOST = "org.camerad.forwarded-host";

	private static final Pattern ORIGIN = Pattern.compile("(https?)://(\\[[^]]+]|[^:/\\s]+)(?::([0-9]{1,5}))?");

	private static final Pattern HOST = Pattern.compile("(\\[[^]]+]|[^:\\s]+)(?::([0-9]{0,5}))?");

	private static final int HTTP_PORT = 80;

	private static final int HTTPS_PORT = 443;

	private CrossSiteRule() {
	}

	/** Returns whether a request comes from another site and is not open to it. */
	static boolean refuses(HttpServletRequest request) {
		return isForeign(request) && !isOpen(request);
	}

	private static boolean isForeign(HttpServletRequest request) {
		return Collections.list(request.getHeaders("Sec-Fetch-Site"))
			.stream()
			.anyMatch((site) -> site.strip().equalsIgnoreCase("cross-site"))
				|| Collections.list(request.getHeaders("Origin"))
					.stream()
					.anyMatch((origin) -> !isOwn(origin.strip(), request));
	}

	/** Returns whether an origin is the host of the request. {@code null} is not. */
	private static boolean isOwn(String origin, HttpServletRequest request) {
		Matcher page = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
		return page.matches() && (isHost(page, request.getHeader("Host"), request.getLocalPort())
				|| isHost(page, (String) request.getAttribute(FORWARDED_HOST), request.getLocalPort()));
	}

	/**
	 * Compares an origin with a host. A missing port is the default port of the origin's
	 * scheme, because a proxy may have ended TLS. Without a port, and on another port of
	 * this service than the default ones, a proxy has left the port out.
	 */
	private static boolean isHost(Matcher page, @Nullable String hosts, int localPort) {
		Matcher host = HOST.matcher((hosts == null) ? "" : hosts.split(",", 2)[0].strip());
		if (!host.matches() || !host.group(1).equalsIgnoreCase(page.group(2))) {
			return false;
		}
		String defaultPort = String.valueOf("https".equals(page.group(1)) ? HTTPS_PORT : HTTP_PORT);
		String pagePort = (page.group(3) == null) ? defaultPort : page.group(3);
		boolean hasPort = host.group(2) != null && !host.group(2).isEmpty();
		return hasPort ? pagePort.equals(host.group(2))
				: pagePort.equals(defaultPort) || (localPort != HTTP_PORT && localPort != HTTPS_PORT);
	}

	/** Returns whether an interface is open to pages of other sites. */
	private static boolean isOpen(HttpServletRequest request) {
		String path = request.getRequestURI();
		if (RequestGuardFilter.isUpgrade(path)) {
			return CorsUtils.isPreFlightRequest(request)
					|| ("POST".equals(request.getMethod()) && request.getHeader("Authorization") != null);
		}
		return RequestGuardFilter.MJPEG.equals(path) || isLinkToPage(request)
				|| (RequestGuardFilter.SNAPSHOT.equals(path) && !uploads(request.getQueryString()));
	}

	/**
	 * Returns whether a browser follows a link to a page. Pages have no effect, and the
	 * other site cannot read them.
	 */
	private static boolean isLinkToPage(HttpServletRequest request) {
		return !request.getRequestURI().startsWith("/cgi-bin/") && request.getHeader("Origin") == null
				&& "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
				&& "document".equals(request.getHeader("Sec-Fetch-Dest"));
	}

	private static boolean uploads(@Nullable String query) {
		try {
			return CgiQuery.parse(query).has("upload");
		}
		catch (ParameterException ex) {
			return true;
		}
	}

}
