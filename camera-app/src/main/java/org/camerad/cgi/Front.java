package org.camerad.cgi;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;

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
 * Before everything else: the methods and spellings of paths that the contract knows, the
 * headers that every answer carries, and the work that waits until an answer has gone
 * out.
 */
public final class Front extends HttpFilter {

	private static final long serialVersionUID = 1L;

	private static final Logger logger = LoggerFactory.getLogger(Front.class);

	private static final String AFTER_ANSWER = Front.class.getName();

	/** The path without credentials, for access logs. */
	private static final String PATH = "org.camerad.path";

	private static final String SNAPSHOT = "/cgi-bin/snapshot.cgi";

	private static final String UPGRADE = "OnvifFirmwareUpgrade";

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setHeader("X-Content-Type-Options", "nosniff");
		Queue<Runnable> afterAnswer = new ArrayDeque<>();
		request.setAttribute(AFTER_ANSWER, afterAnswer);
		try {
			pass(request, response, chain);
		}
		finally {
			finish(response, afterAnswer);
		}
	}

	private static void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String path = request.getRequestURI();
		request.setAttribute(PATH, FaultAdvice.named(path));
		if (path.startsWith(SNAPSHOT + "&")) {
			pass(new OtherSpelling(request), response, chain);
		}
		else if (!isPlain(path)) {
			FaultAdvice.write(path, CgiFault.http(404, "not found"), response);
		}
		else if (!isAllowed(request)) {
			FaultAdvice.write(path, CgiFault.http(405, "method not allowed"), response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static void finish(HttpServletResponse response, Queue<Runnable> afterAnswer) throws IOException {
		if (afterAnswer.isEmpty()) {
			return;
		}
		try {
			response.flushBuffer();
		}
		catch (IOException ex) {
			logger.info("a client did not wait for its answer: {}", ex.toString());
		}
		afterAnswer.forEach(Runnable::run);
	}

	/**
	 * Only one spelling of a path reaches an interface: no matrix, empty or dot parts.
	 */
	private static boolean isPlain(String path) {
		String lower = path.toLowerCase(Locale.ROOT);
		return path.indexOf(';') < 0 && !path.contains("//") && !path.contains("/.") && !lower.contains("%2e")
				&& !lower.contains("%2f") && !lower.contains("%5c") && path.indexOf('\\') < 0;
	}

	private static boolean isAllowed(HttpServletRequest request) {
		String method = request.getMethod();
		if (request.getRequestURI().endsWith("/" + UPGRADE)) {
			return "POST".equals(method) || CorsUtils.isPreFlightRequest(request);
		}
		return "GET".equals(method) || "HEAD".equals(method);
	}

	/** Takes the work that waits until the answer to this request has gone out. */
	@SuppressWarnings("unchecked")
	static AfterAnswer afterAnswer(HttpServletRequest request) {
		Queue<Runnable> queue = (Queue<Runnable>) request.getAttribute(AFTER_ANSWER);
		return queue::add;
	}

	/**
	 * The document's {@code snapshot.cgi&username=…}: to everything behind the front it
	 * is the usual path with a query, which begins with the ampersand that tells them
	 * apart.
	 */
	private static final class OtherSpelling extends HttpServletRequestWrapper {

		private final String query;

		OtherSpelling(HttpServletRequest request) {
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
