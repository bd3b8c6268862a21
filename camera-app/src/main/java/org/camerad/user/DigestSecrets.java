package org.camerad.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The secrets that a digest log-in (RFC 7616) is checked with: the hash of name, realm
 * and password that the RFC calls A1. A holder can log in by digest as that user, and try
 * passwords against it quickly.
 *
 * @param md5 by MD5, in hexadecimal
 * @param sha256 by SHA-256, in hexadecimal
 */
public record DigestSecrets(String md5, String sha256) {

	/** The realm that all of the service's challenges name. */
	public static final String REALM = "camera";

	static DigestSecrets of(String name, String password) {
		String a1 = name + ":" + REALM + ":" + password;
		return new DigestSecrets(hash("MD5", a1), hash("SHA-256", a1));
	}

	/** A hash as digest log-ins write it: of UTF-8, in lower-case hexadecimal. */
	public static String hash(String algorithm, String text) {
		try {
			byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has " + algorithm, ex);
		}
	}

	/** Without the hashes: records are printed in logs. */
	@Override
	public String toString() {
		return "DigestSecrets";
	}

}
