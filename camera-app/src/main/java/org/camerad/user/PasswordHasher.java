package org.camerad.user;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.camerad.camera.CameraFailure;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/**
 * The slow hash of passwords. Few hashes run at once and few wait, so that log-ins cannot
 * stall the rest of the service. The clients that log in are served in turn. Any thread.
 */
public final class PasswordHasher {

	private static final int ITERATIONS = 310_000;

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private static final Duration MAX_WAIT = Duration.ofSeconds(5);

	/** The client of hashes for the service itself and its administrators. */
	private static final String SERVICE = "";

	private final PasswordEncoder encoder;

	private final FairExecutor executor = new FairExecutor(Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
			MAX_WAIT);

	/** A dummy hash, so that unknown users take as long as wrong passwords. */
	private final String dummyHash;

	public PasswordHasher() {
		this(ITERATIONS);
	}

	/**
	 * Creates a hasher with another number of iterations, which is part of the hash's id.
	 * It checks those with the usual number too.
	 */
	PasswordHasher(int iterations) {
		Map<String, PasswordEncoder> encoders = new HashMap<>();
		encoders.put(algorithm(ITERATIONS), encoder(ITERATIONS));
		encoders.put(algorithm(iterations), encoder(iterations));
		this.encoder = new DelegatingPasswordEncoder(algorithm(iterations), encoders);
		this.dummyHash = "{" + algorithm(iterations) + "}" + HexFormat.of().formatHex(random(SALT_BYTES + HASH_BYTES));
	}

	private static String algorithm(int iterations) {
		return "pbkdf2-sha256-" + iterations;
	}

	private static PasswordEncoder encoder(int iterations) {
		return new Pbkdf2PasswordEncoder("", SALT_BYTES, iterations,
				Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new SecureRandom().nextBytes(bytes);
		return bytes;
	}

	/**
	 * Returns the hash of a password.
	 * @throws CameraFailure UNAVAILABLE when too many hashes are waiting
	 */
	String hash(String password) {
		try {
			return this.executor.submit(SERVICE, () -> String.valueOf(this.encoder.encode(password))).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof CameraFailure failure) ? failure : ex;
		}
	}

	/**
	 * Checks a password.
	 * @param client the client that logs in
	 * @return the result; a {@link CameraFailure} UNAVAILABLE when too many checks are
	 * waiting
	 */
	CompletableFuture<Boolean> matches(String password, String hash, String client) {
		return this.executor.submit(client, () -> this.encoder.matches(password, hash));
	}

	/** Takes as long as a check of a password, and returns false. */
	CompletableFuture<Boolean> matchesDummy(String password, String client) {
		return matches(password, this.dummyHash, client);
	}

}
