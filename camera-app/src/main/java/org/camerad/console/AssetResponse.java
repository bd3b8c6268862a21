package org.camerad.console;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
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
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/{page}");
		response.setHeader("Cache-Control", CHECKED);
		response.setHeader("Content-Security-Policy", pages.policy());
		response.setHeader("Permissions-Policy", ConsolePolicy.PERMISSIONS);
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("Vary", "Accept-Encoding, Accept-Language");
		send(pages.document(document, request.getHeader("Accept-Language")), request, response);
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
		if (new ServletWebRequest(request, response).checkNotModified("W/\"" + asset.hash() + "\"")) {
			return;
		}
		boolean compressed = acceptsGzip(request.getHeader("Accept-Encoding"));
		byte[] body = compressed ? asset.gzip() : asset.content();
		if (compressed) {
			response.setHeader("Content-Encoding", "gzip");
		}
		response.setContentType(asset.type());
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	/** Returns whether a client names gzip without refusing it by {@code q=0}. */
	private static boolean acceptsGzip(@Nullable String header) {
		String accepted = (header == null) ? "" : header.toLowerCase(Locale.ROOT).replace(" ", "");
		for (String coding : accepted.split(",")) {
			if (coding.equals("gzip") || coding.startsWith("gzip;")) {
				return !coding.matches("gzip;q=0(\\.0*)?");
			}
		}
		return false;
	}

}
