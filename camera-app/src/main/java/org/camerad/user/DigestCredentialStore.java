package org.camerad.user;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.camerad.driver.support.file.DamagedFileException;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.settings.StoredUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Encryption of the secrets for digest log-ins. The key is in a file of its own, so that
 * the saved settings alone reveal nothing (decision 0007). Nothing is stored when digest
 * is turned off. Any thread.
 */
public final class DigestCredentialStore {

	private static final Logger logger = LoggerFactory.getLogger(DigestCredentialStore.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "secrets for digest log-ins");

	private static final String CIPHER = "AES/GCM/NoPadding";

	private static final String VERSION = "1:";

	private static final int KEY_BYTES = 32;

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final boolean enabled;

	private final Path file;

	private final SecureRandom random = new SecureRandom();

	private @Nullable SecretKeySpec key;

	/**
	 * Creates a store.
	 * @param enabled whether clients can log in by digest
	 * @param folder the folder of the key's file
	 */
	public DigestCredentialStore(boolean enabled, Path folder) {
		this.enabled = enabled;
		this.file = folder.resolve("digest-key");
	}

	boolean isEnabled() {
		return this.enabled;
	}

	/** Returns the encrypted secrets of a password, null if none are to be stored. */
	@Nullable String seal(String name, String password) {
		if (!this.enabled) {
			return null;
		}
		DigestSecrets secrets = DigestSecrets.of(name, password);
		try {
			byte[] nonce = new byte[NONCE_BYTES];
			this.random.nextBytes(nonce);
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name)
				.doFinal(HexFormat.of().parseHex(secrets.md5() + secrets.sha256()));
			byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
			return VERSION + Base64.getEncoder().encodeToString(all);
		}
		catch (IOException | GeneralSecurityException ex) {
			repeated.log(Level.ERROR, "the secrets for digest log-ins cannot be encrypted: {}", ex.toString());
			return null;
		}
	}

	/**
	 * Returns the secrets for a user's digest log-ins, empty if there are none that can
	 * be decrypted.
	 */
	Optional<DigestSecrets> open(StoredUser user) {
		String sealed = user.digest();
		if (!this.enabled || sealed == null || !sealed.startsWith(VERSION)) {
			return Optional.empty();
		}
		try {
			byte[] all = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
			byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
			String opened = HexFormat.of()
				.formatHex(cipher(Cipher.DECRYPT_MODE, nonce, user.name()).doFinal(all, NONCE_BYTES,
						all.length - NONCE_BYTES));
			return Optional.of(new DigestSecrets(opened.substring(0, 32), opened.substring(32)));
		}
		catch (IOException | GeneralSecurityException | IllegalArgumentException ex) {
			logger.debug("the secrets for digest log-ins of {} cannot be decrypted", user.name(), ex);
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

	/** Forgets the key, whose file a factory reset has erased. The next use makes one. */
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
			logger.error("{}; a new key replaces it, and digest log-ins work after one with a password",
					ex.getMessage());
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
