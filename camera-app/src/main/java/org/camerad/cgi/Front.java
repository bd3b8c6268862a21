package org.camerad.cgi;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before everything else: the methods and spellings of paths that the contract knows, the
 * headers that every answer carries, and the work that waits until an answer has gone
 * out.
 */
public final class Front extends HttpFilter {

	private static final long serialVersionUID = 1L;

	private static final Logger logger = LoggerFactory.getLogger(Front.class);

	private static final String AFTER_ANSWER = Front.class.getName();

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
		if (!isPlain(path)) {
			FaultAdvice.write(path, CgiFault.http(404, "not found"), response);
		}
		else if (!isAllowed(request.getMethod(), path)) {
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
		int credentials = path.indexOf('&');
		String named = (credentials < 0) ? path : path.substring(0, credentials);
		return named.indexOf(';') < 0 && !named.contains("//") && !named.contains("/.")
				&& !named.toLowerCase(java.util.Locale.ROOT).contains("%2e");
	}

	private static boolean isAllowed(String method, String path) {
		if (path.endsWith("/" + UPGRADE)) {
			return "POST".equals(method) || "OPTIONS".equals(method);
		}
		return "GET".equals(method) || "HEAD".equals(method);
	}

	/** Takes the work that waits until the answer to this request has gone out. */
	@SuppressWarnings("unchecked")
	static AfterAnswer afterAnswer(HttpServletRequest request) {
		Queue<Runnable> queue = (Queue<Runnable>) request.getAttribute(AFTER_ANSWER);
		return queue::add;
	}

}
