package org.camerad.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What others say, made fit for one line of a log. */
final class LogSanitizer {

	private static final int LONGEST = 200;

	private LogSanitizer() {
	}

	/**
	 * The text in one printable line, or nothing of it when it quotes the secret.
	 * @param secret what must not be logged, plain or in base64; empty: nothing
	 */
	static String of(String text, String secret) {
		if (!secret.isEmpty() && (text.contains(secret) || text.contains(base64(secret)))) {
			return "(an answer that quotes the password)";
		}
		String line = text.strip().replaceAll("[^\\p{Print}]+", "?");
		return (line.length() > LONGEST) ? line.substring(0, LONGEST) + "..." : line;
	}

	/** The reasons of a failure, the first ones. */
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
