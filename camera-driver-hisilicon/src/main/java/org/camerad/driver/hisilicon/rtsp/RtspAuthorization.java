package org.camerad.driver.hisilicon.rtsp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response to the challenge of an RTSP server: Digest (RFC 2617) if offered, otherwise
 * Basic.
 */
final class RtspAuthorization {

	private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)=(?:\"([^\"]*)\"|([^,\\s]+))");

	private final String username;

	private final String password;

	private final Map<String, String> digest;

	private RtspAuthorization(String username, String password, Map<String, String> digest) {
		this.username = username;
		this.password = password;
		this.digest = digest;
	}

	/**
	 * Selects a scheme.
	 * @param challenges the values of {@code WWW-Authenticate}
	 * @throws IOException if the server offers neither Digest nor Basic
	 */
	static RtspAuthorization of(List<String> challenges, String username, String password) throws IOException {
		for (String challenge : challenges) {
			if (challenge.regionMatches(true, 0, "Digest ", 0, 7)) {
				Map<String, String> parameters = new TreeMap<>();
				Matcher matcher = PARAMETER.matcher(challenge.substring(7));
				while (matcher.find()) {
					parameters.put(matcher.group(1).toLowerCase(java.util.Locale.ROOT),
							(matcher.group(2) != null) ? matcher.group(2) : matcher.group(3));
				}
				return new RtspAuthorization(username, password, parameters);
			}
		}
		if (challenges.stream().noneMatch((challenge) -> challenge.regionMatches(true, 0, "Basic", 0, 5))) {
			throw new IOException("it requires an unsupported authentication scheme");
		}
		return new RtspAuthorization(username, password, Map.of());
	}

	String header(String method, String uri) {
		return this.digest.isEmpty() ? basic() : digest(method, uri);
	}

	private String basic() {
		return "Basic " + Base64.getEncoder()
			.encodeToString((this.username + ":" + this.password).getBytes(StandardCharsets.UTF_8));
	}

	private String digest(String method, String uri) {
		String realm = this.digest.getOrDefault("realm", "");
		String nonce = this.digest.getOrDefault("nonce", "");
		String response = md5(
				md5(this.username + ":" + realm + ":" + this.password) + ":" + nonce + ":" + md5(method + ":" + uri));
		return "Digest username=\"" + this.username + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\""
				+ uri + "\", response=\"" + response + "\"";
	}

	private static String md5(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
