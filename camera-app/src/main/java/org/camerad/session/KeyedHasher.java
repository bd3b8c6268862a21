package org.camerad.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A hasher with a random key of this process. Its hashes can be compared and looked up,
 * but reveal nothing about the secret. Any thread.
 */
final class KeyedHasher {

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	private final ThreadLocal<Mac> mac = ThreadLocal.withInitial(this::create);

	KeyedHasher() {
		byte[] secret = new byte[32];
		new SecureRandom().nextBytes(secret);
		this.key = new SecretKeySpec(secret, ALGORITHM);
	}

	/**
	 * Returns the hash of several secrets. It includes their lengths, so that no other
	 * secrets have the same hash.
	 */
	String of(String... secrets) {
		return Base64.getEncoder().withoutPadding().encodeToString(hash(secrets));
	}

	/** Returns the first 64 bits of the hash of several secrets. */
	long shortHash(String... secrets) {
		return ByteBuffer.wrap(hash(secrets)).getLong();
	}

	private byte[] hash(String... secrets) {
		Mac current = this.mac.get();
		for (String secret : secrets) {
			byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
			current.update((byte) (bytes.length >>> 24));
			current.update((byte) (bytes.length >>> 16));
			current.update((byte) (bytes.length >>> 8));
			current.update((byte) bytes.length);
			current.update(bytes);
		}
		return current.doFinal();
	}

	private Mac create() {
		try {
			Mac created = Mac.getInstance(ALGORITHM);
			created.init(this.key);
			return created;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JDK has " + ALGORITHM, ex);
		}
	}

}
