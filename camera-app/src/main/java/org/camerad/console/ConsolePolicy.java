package org.camerad.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The headers that limit what a page of the console can do in a browser. */
final class ConsolePolicy {

	/** Hardware and rights that no page uses. */
	static final String PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), "
			+ "payment=(), usb=(), fullscreen=(self)";

	private static final String COMMON = "style-src 'self'; img-src 'self' blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
			+ "form-action 'none'; frame-ancestors 'none'";

	private ConsolePolicy() {
	}

	/**
	 * Returns the Content-Security-Policy of a page with files of this camera and one
	 * script in the page itself.
	 */
	static String withScript(String script) {
		byte[] hash = Asset.sha256(script.getBytes(StandardCharsets.UTF_8));
		return "default-src 'none'; script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'; "
				+ COMMON;
	}

}
