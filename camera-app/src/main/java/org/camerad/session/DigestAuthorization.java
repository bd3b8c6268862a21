package org.camerad.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.user.DigestSecrets;

/**
 * A client's response to a digest challenge (RFC 7616, and RFC 2069's form without
 * {@code qop}, which RTSP clients send).
 *
 * @param parameters the header's parameters by name in lower case
 * @param method the request's method
 */
record DigestAuthorization(Map<String, String> parameters, String method) {

	private static final int MD5_LENGTH = 32;

	private static final int SHA256_LENGTH = 64;

	/** Possessive, so that a long value does not overflow the stack. */
	private static final Pattern PARAMETER = Pattern
		.compile("([A-Za-z*]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]+))\\s*(?:,|$)\\s*");

	/** Parses a header's value, empty if it is not a digest response. */
	static Optional<DigestAuthorization> parse(String header, String method) {
		if (!header.toLowerCase(Locale.ROOT).startsWith("digest ")) {
			return Optional.empty();
		}
		Map<String, String> parameters = new HashMap<>();
		Matcher matcher = PARAMETER.matcher(utf8(header.substring("digest ".length()).strip()));
		while (matcher.lookingAt()) {
			String quoted = matcher.group(2);
			parameters.put(matcher.group(1).toLowerCase(Locale.ROOT),
					(quoted != null) ? quoted.replaceAll("\\\\(.)", "$1") : matcher.group(3));
			matcher.region(matcher.end(), matcher.regionEnd());
		}
		DigestAuthorization authorization = new DigestAuthorization(Map.copyOf(parameters), method);
		boolean whole = matcher.regionStart() == matcher.regionEnd()
				&& java.util.List.of("username", "nonce", "uri", "response").stream().allMatch(parameters::containsKey);
		return (whole && authorization.algorithm().isPresent()) ? Optional.of(authorization) : Optional.empty();
	}

	/** Decodes a header as UTF-8. The server passes each byte as one character. */
	private static String utf8(String header) {
		return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

	String username() {
		return get("username");
	}

	String nonce() {
		return get("nonce");
	}

	String uri() {
		return get("uri");
	}

	String response() {
		return get("response").toLowerCase(Locale.ROOT);
	}

	/** Returns whether the response covers a count of requests. */
	boolean hasCount() {
		return !get("qop").isEmpty();
	}

	/**
	 * Returns whether the client knows the secret. Takes the same time for right and
	 * wrong responses.
	 */
	boolean matches(DigestSecrets secrets) {
		String algorithm = algorithm().orElseThrow();
		String a1 = "MD5".equals(algorithm) ? secrets.md5() : secrets.sha256();
		String a2 = DigestSecrets.hash(algorithm, this.method + ":" + uri());
		String proof = a1 + ":" + nonce() + ":"
				+ (get("qop").isEmpty() ? "" : get("nc") + ":" + get("cnonce") + ":" + get("qop") + ":") + a2;
		boolean right = MessageDigest.isEqual(DigestSecrets.hash(algorithm, proof).getBytes(StandardCharsets.UTF_8),
				response().getBytes(StandardCharsets.UTF_8));
		return right && DigestSecrets.REALM.equals(get("realm")) && (get("qop").isEmpty() || "auth".equals(get("qop")));
	}

	/**
	 * Returns the algorithm by the length of the response, because some client libraries
	 * repeat any algorithm's name but use MD5.
	 */
	private Optional<String> algorithm() {
		return switch (response().length()) {
			case MD5_LENGTH -> Optional.of("MD5");
			case SHA256_LENGTH -> Optional.of("SHA-256");
			default -> Optional.empty();
		};
	}

	private String get(String name) {
		return this.parameters.getOrDefault(name, "");
	}

	/** Leaves out the parameters, because records are printed in logs. */
	@Override
	public String toString() {
		return "DigestAuthorization[" + this.method + "]";
	}

}
