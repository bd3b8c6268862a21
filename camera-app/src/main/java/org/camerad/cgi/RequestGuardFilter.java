package org.camerad.cgi;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.cors.CorsUtils;

/**
 * The first filter of every request. Finds the camera by the local port, rejects methods
 * and path spellings that the contract does not have and requests of other sites, sets
 * the headers of every response, and runs the work that waits until the response has been
 * sent.
 */
public final class RequestGuardFilter extends HttpFilter {

	private static final long serialVersionUID = 1L;

	private static final Logger logger = LoggerFactory.getLogger(RequestGuardFilter.class);

	/**
	 * The request attribute that access logs show: the path without credentials. The
	 * pattern in application.properties names it.
	 */
	public static final String LOGGED_PATH = "org.camerad.path";

	static final String SNAPSHOT = "/cgi-bin/snapshot.cgi";

	static final String MJPEG = "/cgi-bin/mjpeg.cgi";

	private static final String UPGRADE = "OnvifFirmwareUpgrade";

	private final transient CameraDirectory cameras;

	private final transient CrossSiteListener refused;

	/**
	 * Creates the filter.
	 * @param refused the listener for requests of other sites
	 */
	public RequestGuardFilter(CameraDirectory cameras, CrossSiteListener refused) {
		this.cameras = cameras;
		this.refused = refused;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader("X-Content-Type-Options", "nosniff");
		RequestedCamera camera = this.cameras.atPort(request.getLocalPort());
		if (camera == null) {
			FaultWriter.write(request.getRequestURI(), CgiFault.deviceError(), response);
			return;
		}
		RequestContext context = RequestContext.begin(request, camera);
		try {
			pass(request, response, chain);
		}
		finally {
			finish(response, context.afterResponse());
		}
	}

	private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String path = request.getRequestURI();
		request.setAttribute(LOGGED_PATH, FaultWriter.named(path));
		if (path.startsWith(SNAPSHOT + "&")) {
			pass(new AmpersandSpelling(request), response, chain);
		}
		else if (!isPlain(path)) {
			FaultWriter.write(path, CgiFault.http(404, "not found"), response);
		}
		else if (!isAllowed(request)) {
			FaultWriter.write(path, CgiFault.http(405, "method not allowed"), response);
		}
		else if (CrossSiteRule.refuses(request)) {
			this.refused.onRefused(request);
			FaultWriter.write(path, CgiFault.permissionDenied(), response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static void finish(HttpServletResponse response, List<Runnable> afterResponse) throws IOException {
		if (afterResponse.isEmpty()) {
			return;
		}
		try {
			response.flushBuffer();
		}
		catch (IOException ex) {
			logger.debug("a client disconnected before its response was sent: {}", ex.toString());
		}
		afterResponse.forEach(Runnable::run);
	}

	/**
	 * Returns whether a path has no matrix parameters, empty segments or dot segments.
	 * Only one spelling of a path reaches an interface.
	 */
	private static boolean isPlain(String path) {
		String lower = path.toLowerCase(Locale.ROOT);
		return path.indexOf(';') < 0 && !path.contains("//") && !path.contains("/.") && !lower.contains("%2e")
				&& !lower.contains("%2f") && !lower.contains("%5c") && path.indexOf('\\') < 0;
	}

	private static boolean isAllowed(HttpServletRequest request) {
		String method = request.getMethod();
		if (isUpgrade(request.getRequestURI())) {
			return isRead(method) || "POST".equals(method) || CorsUtils.isPreFlightRequest(request);
		}
		return isRead(method) || ("POST".equals(method) && isSoap(request.getRequestURI()));
	}

	private static boolean isRead(String method) {
		return "GET".equals(method) || "HEAD".equals(method);
	}

	/** Returns whether a path is one of the firmware upgrade's. */
	static boolean isUpgrade(String path) {
		return path.endsWith("/" + UPGRADE);
	}

	/** Returns whether a path is one of ONVIF's services. */
	static boolean isSoap(String path) {
		return path.startsWith("/onvif/");
	}

	/** Returns the camera of a request. */
	public static RequestedCamera camera(HttpServletRequest request) {
		return RequestContext.of(request).camera();
	}

	/**
	 * A request in the contract's spelling {@code snapshot.cgi&username=…}. Handlers see
	 * the usual path and a query. The query begins with the ampersand, which marks this
	 * spelling.
	 */
	private static final class AmpersandSpelling extends HttpServletRequestWrapper {

		private final String query;

		AmpersandSpelling(HttpServletRequest request) {
			super(request);
			String more = request.getQueryString();
			String own = request.getRequestURI().substring(SNAPSHOT.length());
			this.query = (more == null) ? own : own + "&" + more;
		}

		@Override
		public String getRequestURI() {
			return SNAPSHOT;
		}

		@Override
		public String getServletPath() {
			return SNAPSHOT;
		}

		@Override
		public String getQueryString() {
			return this.query;
		}

	}

}
