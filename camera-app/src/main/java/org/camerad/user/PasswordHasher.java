package org.camerad.user;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.camerad.camera.CameraFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/**
 * The slow hash of passwords. Few hashes run at once and few wait, so that log-ins cannot
 * stall the rest of the service. The clients that log in are served in turn. Any thread.
 */
public final class PasswordHasher {

	private static final int ITERATIONS = 310_000;

	/**
	 * The iterations for a generated password: its 93 random bits cannot be guessed,
	 * however fast a guess is (decision 0026).
	 */
	private static final int GENERATED_ITERATIONS = 1000;

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private static final Duration MAX_WAIT = Duration.ofSeconds(5);

	/** The client of hashes for the service itself and its administrators. */
	private static final String SERVICE = "";

	private final PasswordEncoder encoder;

	private final PasswordEncoder generatedEncoder = encoder(GENERATED_ITERATIONS);

	private final FairExecutor executor = new FairExecutor(Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
			MAX_WAIT);

	/** A dummy hash, so that unknown users take as long as wrong passwords. */
	private final String dummyHash;

	private @Nullable Configured configured;

	public PasswordHasher() {
		this(ITERATIONS);
	}

	/** A configured password and its hash. */
	private record Configured(String password, String hash) {
	}

	/**
	 * Creates a hasher with another number of iterations, which is part of the hash's id.
	 * It checks those with the usual number too.
	 */
	PasswordHasher(int iterations) {
		Map<String, PasswordEncoder> encoders = new HashMap<>();
		encoders.put(algorithm(GENERATED_ITERATIONS), this.generatedEncoder);
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
	 * Returns the hash of a password that the configuration gives to each camera. The
	 * cameras of this process share it, because each hash takes long.
	 * @throws CameraFailure UNAVAILABLE when too many hashes are waiting
	 */
	synchronized String hashConfigured(String password) {
		Configured last = this.configured;
		if (last == null || !last.password().equals(password)) {
			last = new Configured(password, hash(password));
			this.configured = last;
		}
		return last.hash();
	}

	/** Returns the hash of a password that was generated just now. Fast. */
	String hashGenerated(String password) {
		return "{" + algorithm(GENERATED_ITERATIONS) + "}" + this.generatedEncoder.encode(password);
	}

	/**
	 * Checks a password.
	 * @param client the client that logs in
	 * @return the result; a {@link CameraFailure} UNAVAILABLE when too many checks are
	 * waiting
	 */
	CompletableFuture<Boolean> matches(String password, String hash, String client) {
		return this.executor.submit(client, () -> isRight(password, hash));
	}

	private boolean isRight(String password, String hash) {
		boolean right = this.encoder.matches(password, hash);
		if (hash.startsWith("{" + algorithm(GENERATED_ITERATIONS) + "}")) {
			// Takes as long as any other check, so that it does not tell the user's name.
			this.encoder.matches(password, this.dummyHash);
		}
		return right;
	}

	/** Takes as long as a check of a password, and returns false. */
	CompletableFuture<Boolean> matchesDummy(String password, String client) {
		return matches(password, this.dummyHash, client);
	}

}
