package org.camerad.user;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.camerad.driver.support.file.DamagedFileException;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.operation.RateLimitedLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Encryption of users' secrets under a key in a file of its own, so that the saved
 * settings alone reveal nothing. Any thread.
 */
final class SecretSealer {

	private static final Logger logger = LoggerFactory.getLogger(SecretSealer.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "secrets of users");

	private static final String CIPHER = "AES/GCM/NoPadding";

	private static final String VERSION = "1:";

	private static final int KEY_BYTES = 32;

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final Path file;

	private final String purpose;

	private final SecureRandom random = new SecureRandom();

	private @Nullable SecretKeySpec key;

	/**
	 * Creates a sealer.
	 * @param file the file of the key, which the first use creates
	 * @param purpose the use of the secrets, for the log
	 */
	SecretSealer(Path file, String purpose) {
		this.file = file;
		this.purpose = purpose;
	}

	/** Returns the encrypted secret of a user, null if it cannot be encrypted. */
	@Nullable String seal(String name, byte[] secret) {
		try {
			byte[] nonce = new byte[NONCE_BYTES];
			this.random.nextBytes(nonce);
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(secret);
			byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
			return VERSION + Base64.getEncoder().encodeToString(all);
		}
		catch (IOException | GeneralSecurityException ex) {
			repeated.log(Level.ERROR, "the secrets for {} cannot be encrypted: {}", this.purpose, ex.toString());
			return null;
		}
	}

	/** Returns the secret of a user, empty if nothing can be decrypted. */
	Optional<byte[]> open(String name, @Nullable String sealed) {
		if (sealed == null || !sealed.startsWith(VERSION)) {
			return Optional.empty();
		}
		try {
			byte[] all = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
			byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
			return Optional
				.of(cipher(Cipher.DECRYPT_MODE, nonce, name).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES));
		}
		catch (IOException | GeneralSecurityException | IllegalArgumentException ex) {
			logger.debug("the secrets of {} for {} cannot be decrypted", name, this.purpose, ex);
			return Optional.empty();
		}
	}

	private Cipher cipher(int mode, byte[] nonce, String name) throws IOException, GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(CIPHER);
		cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
		// Bound to the user, so that another user's secrets do not fit.
		cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

	/** Forgets the key, whose file was erased. The next use makes one. */
	synchronized void forgetKey() {
		this.key = null;
	}

	private synchronized SecretKeySpec key() throws IOException {
		SecretKeySpec known = this.key;
		if (known == null) {
			byte[] bytes = stored();
			if (bytes.length != KEY_BYTES) {
				bytes = create();
			}
			known = new SecretKeySpec(bytes, "AES");
			this.key = known;
		}
		return known;
	}

	private byte[] stored() throws IOException {
		try {
			return DurableFiles.readBytes(this.file).orElse(new byte[0]);
		}
		catch (DamagedFileException ex) {
			logger.error("{}; a new key replaces it, and {} work after one with a password", ex.getMessage(),
					this.purpose);
			return new byte[0];
		}
	}

	private byte[] create() throws IOException {
		byte[] bytes = new byte[KEY_BYTES];
		this.random.nextBytes(bytes);
		DurableFiles.write(this.file, bytes);
		return bytes;
	}

}
