package org.camerad.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A sanitizer of foreign text for one line of a log. */
final class LogSanitizer {

	private static final int MAX_LENGTH = 200;

	private LogSanitizer() {
	}

	/**
	 * Returns the text as one printable line, or a placeholder if it contains the secret.
	 * @param secret the text that must not be logged, plain or in base64; empty for none
	 */
	static String of(String text, String secret) {
		if (!secret.isEmpty() && (text.contains(secret) || text.contains(base64(secret)))) {
			return "(a response that contains the password)";
		}
		String line = text.strip().replaceAll("[^\\p{Print}]+", "?");
		return (line.length() > MAX_LENGTH) ? line.substring(0, MAX_LENGTH) + "..." : line;
	}

	/** Returns a failure and its first causes as one printable line. */
	static String of(Throwable failure, String secret) {
		StringBuilder text = new StringBuilder(failure.toString());
		Throwable cause = failure.getCause();
		for (int depth = 0; cause != null && depth < 3; depth++) {
			text.append("; ").append(cause);
			cause = cause.getCause();
		}
		return of(text.toString(), secret);
	}

	static String of(Throwable failure) {
		return of(failure, "");
	}

	private static String base64(String secret) {
		return Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
	}

}
