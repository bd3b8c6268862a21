package org.camerad.console;

import java.io.IOException;
import java.util.Collections;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerMapping;

/** The responses with files for browsers. */
final class AssetResponse {

	/** The caching of a file whose address changes with its content. */
	static final String FOREVER = "public, max-age=31536000, immutable";

	/** The caching of a file that a browser asks for again each time. */
	static final String CHECKED = "no-cache";

	private AssetResponse() {
	}

	/** Sends a document, in a language that the client accepts. */
	static void page(ConsolePages pages, String document, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		describePage(pages, request, response);
		response.setHeader("Cache-Control", CHECKED);
		send(pages.document(document, request.getHeader("Accept-Language")), request, response);
	}

	/** Sends the console as status 404: it tells people that there is no such page. */
	static void missingPage(ConsolePages pages, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		describePage(pages, request, response);
		response.setHeader("Cache-Control", "no-store");
		response.setStatus(HttpServletResponse.SC_NOT_FOUND);
		write(pages.document(ConsolePages.INDEX, request.getHeader("Accept-Language")), request, response);
	}

	private static void describePage(ConsolePages pages, HttpServletRequest request, HttpServletResponse response) {
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/{page}");
		response.setHeader("Content-Security-Policy", pages.policy());
		response.setHeader("Permissions-Policy", ConsolePolicy.PERMISSIONS);
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("Vary", "Accept-Encoding, Accept-Language");
	}

	/** Sends a file. */
	static void file(Asset asset, String caching, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, ConsolePages.ASSETS + "**");
		response.setHeader("Cache-Control", caching);
		response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
		response.setHeader("Vary", "Accept-Encoding");
		send(asset, request, response);
	}

	private static void send(Asset asset, HttpServletRequest request, HttpServletResponse response) throws IOException {
		String tag = "W/\"" + asset.hash() + "\"";
		if (hasAny(request)) {
			response.setHeader("ETag", tag);
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
		}
		else if (!new ServletWebRequest(request, response).checkNotModified(tag)) {
			write(asset, request, response);
		}
	}

	/**
	 * Returns whether any version suits the client, which {@code *} says (RFC 9110,
	 * 13.1.2).
	 */
	private static boolean hasAny(HttpServletRequest request) {
		return Collections.list(request.getHeaders("If-None-Match"))
			.stream()
			.anyMatch((tags) -> tags.strip().equals("*"));
	}

	private static void write(Asset asset, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		boolean compressed = AcceptedCodings.of(Collections.list(request.getHeaders("Accept-Encoding"))).wantsGzip();
		byte[] body = compressed ? asset.gzip() : asset.content();
		if (compressed) {
			response.setHeader("Content-Encoding", "gzip");
		}
		response.setContentType(asset.type());
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
