package org.camerad.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The nonces of digest challenges. A nonce carries its time, encrypted under a key of
 * this process and bound to its client, so that the service need not remember it and a
 * client learns nothing from it. Any thread.
 */
final class Nonces {

	/** The lifetime of a challenge. */
	private static final long TIMEOUT_NANOS = Duration.ofMinutes(5).toNanos();

	private static final String CIPHER = "AES/GCM/NoPadding";

	private static final int KEY_BYTES = 32;

	private static final int VECTOR_BYTES = 12;

	private static final int TAG_BITS = 128;

	private static final int BYTES = VECTOR_BYTES + Long.BYTES + TAG_BITS / 8;

	private final SecureRandom random = new SecureRandom();

	private final SecretKeySpec key = new SecretKeySpec(random(KEY_BYTES), "AES");

	private final Ticker ticker;

	Nonces(Ticker ticker) {
		this.ticker = ticker;
	}

	/** The state of a nonce that a client sends. */
	enum State {

		VALID, EXPIRED,

		/** Not issued by this service for this client. */
		INVENTED

	}

	/** Returns a nonce for a client. */
	String issue(String client) {
		byte[] vector = random(VECTOR_BYTES);
		byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(this.ticker.nanoTime()).array();
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, vector, client).doFinal(time);
			byte[] nonce = ByteBuffer.allocate(BYTES).put(vector).put(sealed).array();
			return Base64.getUrlEncoder().encodeToString(nonce);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JDK has " + CIPHER, ex);
		}
	}

	/** Returns the state of a nonce. */
	State state(String nonce, String client) {
		try {
			ByteBuffer sealed = ByteBuffer.wrap(Base64.getUrlDecoder().decode(nonce));
			if (sealed.remaining() != BYTES) {
				return State.INVENTED;
			}
			byte[] vector = new byte[VECTOR_BYTES];
			sealed.get(vector);
			byte[] time = cipher(Cipher.DECRYPT_MODE, vector, client).doFinal(sealed.array(), VECTOR_BYTES,
					BYTES - VECTOR_BYTES);
			long age = this.ticker.nanoTime() - ByteBuffer.wrap(time).getLong();
			return (age <= TIMEOUT_NANOS) ? State.VALID : State.EXPIRED;
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			return State.INVENTED;
		}
	}

	private Cipher cipher(int mode, byte[] vector, String client) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(CIPHER);
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, vector));
		cipher.updateAAD(client.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

	private byte[] random(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
