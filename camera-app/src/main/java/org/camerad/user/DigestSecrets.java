package org.camerad.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The secrets for checking a digest log-in: the hashes of name, realm and password that
 * RFC 7616 calls A1. They allow a digest log-in as that user and fast tests of passwords.
 *
 * @param md5 by MD5, in hexadecimal
 * @param sha256 by SHA-256, in hexadecimal
 */
public record DigestSecrets(String md5, String sha256) {

	/** The realm of all challenges. */
	public static final String REALM = "camera";

	/** Secrets that no user has. */
	static final DigestSecrets NOBODYS = new DigestSecrets("", "");

	static DigestSecrets of(String name, String password) {
		String a1 = name + ":" + REALM + ":" + password;
		return new DigestSecrets(hash("MD5", a1), hash("SHA-256", a1));
	}

	/** Returns a hash as digest log-ins use it: of UTF-8, in lower-case hexadecimal. */
	public static String hash(String algorithm, String text) {
		try {
			byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has " + algorithm, ex);
		}
	}

	/** Leaves out the hashes, because records are printed in logs. */
	@Override
	public String toString() {
		return "DigestSecrets";
	}

}
