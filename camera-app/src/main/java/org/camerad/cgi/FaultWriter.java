package org.camerad.cgi;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

/** A writer of faults as the contract's responses. */
public final class FaultWriter {

	private static final String CHALLENGE = "Basic realm=\"camera\", charset=\"UTF-8\"";

	private static final int MAX_PATH = 256;

	private FaultWriter() {
	}

	/**
	 * Returns the reason for an error status of HTTP that the contract does not define.
	 */
	public static String reason(int status) {
		return switch (status) {
			case 401 -> "unauthorized";
			case 404 -> "not found";
			case 405 -> "method not allowed";
			case 413 -> "request too large";
			case 414, 431 -> "request too long";
			case 501 -> "not implemented";
			case 503 -> "device error";
			case 505 -> "version not supported";
			default -> (status >= 500) ? "internal error" : "bad request";
		};
	}

	/** Writes a fault. The path is the requested one, without its query. */
	public static void write(String path, CgiFault fault, HttpServletResponse response) throws IOException {
		response.setStatus(fault.status());
		if (fault.status() == 401) {
			response.setHeader("WWW-Authenticate", CHALLENGE);
		}
		if (fault.status() == 405) {
			response.setHeader("Allow", allowed(path));
		}
		XmlElementHandler.write(XmlElement.fault(named(path), fault.reason()), response);
	}

	private static String allowed(String path) {
		if (RequestGuardFilter.isUpgrade(path)) {
			return "GET, HEAD, POST, OPTIONS";
		}
		return RequestGuardFilter.isSoap(path) ? "POST" : "GET, HEAD";
	}

	/**
	 * Returns a path as faults and logs show it. The snapshot's path loses its suffix,
	 * and in the spelling with an ampersand its credentials.
	 */
	public static String named(String path) {
		if ("/cgi-bin/snapshot.cgi".equals(path)) {
			return "/cgi-bin/snapshot";
		}
		if (isPlain(path)) {
			return path;
		}
		int end = path.indexOf('&');
		String name = (end < 0) ? path : path.substring(0, end);
		name = (name.length() > MAX_PATH) ? name.substring(0, MAX_PATH) : name;
		return "/cgi-bin/snapshot.cgi".equals(name) ? "/cgi-bin/snapshot" : printable(name);
	}

	/** Returns whether a path needs no decoding, like those of all interfaces. */
	private static boolean isPlain(String path) {
		if (path.length() > MAX_PATH) {
			return false;
		}
		for (int i = 0; i < path.length(); i++) {
			char character = path.charAt(i);
			if (character >= 0x7F || (!Character.isLetterOrDigit(character) && "/._-".indexOf(character) < 0)) {
				return false;
			}
		}
		return true;
	}

	private static String printable(String path) {
		try {
			return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8).replaceAll("[^\\p{Print}]", "?");
		}
		catch (IllegalArgumentException ex) {
			return path;
		}
	}

}
