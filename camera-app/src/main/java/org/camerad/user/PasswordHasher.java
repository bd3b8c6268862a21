package org.camerad.user;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.camerad.camera.CameraFailure;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/**
 * The slow hash of passwords. Few hashes run at once and few wait, so that log-ins cannot
 * stall the rest of the service. Any thread.
 */
public final class PasswordHasher {

	private static final int ITERATIONS = 310_000;

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private static final int MAX_WAITING = 16;

	private static final long MAX_WAIT_SECONDS = 5;

	private final PasswordEncoder encoder;

	private final Semaphore running = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);

	/** A dummy hash, so that unknown users take as long as wrong passwords. */
	private final String dummyHash;

	public PasswordHasher() {
		this(ITERATIONS);
	}

	/**
	 * Creates a hasher with another number of iterations, which is part of the hash's id.
	 */
	PasswordHasher(int iterations) {
		String algorithm = "pbkdf2-sha256-" + iterations;
		this.encoder = new DelegatingPasswordEncoder(algorithm, Map.of(algorithm, new Pbkdf2PasswordEncoder("",
				SALT_BYTES, iterations, Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256)));
		this.dummyHash = "{" + algorithm + "}" + HexFormat.of().formatHex(random(SALT_BYTES + HASH_BYTES));
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new SecureRandom().nextBytes(bytes);
		return bytes;
	}

	String hash(String password) {
		return limited(() -> this.encoder.encode(password));
	}

	boolean matches(String password, String hash) {
		return limited(() -> this.encoder.matches(password, hash));
	}

	/** Takes as long as a check of a password, and returns false. */
	boolean matchesDummy(String password) {
		return matches(password, this.dummyHash);
	}

	private <T> T limited(Supplier<T> work) {
		if (!enter()) {
			throw CameraFailure.unavailable();
		}
		try {
			return work.get();
		}
		finally {
			this.running.release();
		}
	}

	private boolean enter() {
		try {
			return this.running.getQueueLength() < MAX_WAITING
					&& this.running.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
