package org.camerad.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A WS-UsernameToken with a password digest (OASIS WSS UsernameToken Profile 1.1): SHA-1
 * of nonce, time and password. Immutable; the arrays must not be changed.
 *
 * @param username the name, unchanged
 * @param digest the password digest
 * @param nonce the client's random bytes
 * @param created the time of the token, as the client wrote it
 */
public record UsernameToken(String username, byte[] digest, byte[] nonce, String created) {

	/** Returns the time of the token, empty if it is not an {@code xs:dateTime}. */
	Optional<Instant> time() {
		try {
			return Optional.of(OffsetDateTime.parse(this.created).toInstant());
		}
		catch (DateTimeException ex) {
			return timeWithoutZone();
		}
	}

	/** Some clients leave out the zone and mean UTC. */
	private Optional<Instant> timeWithoutZone() {
		try {
			return Optional.of(LocalDateTime.parse(this.created).toInstant(ZoneOffset.UTC));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Returns whether the client knows the password. Takes the same time for right and
	 * wrong digests.
	 */
	boolean matches(String password) {
		MessageDigest sha1 = sha1();
		sha1.update(this.nonce);
		sha1.update(this.created.getBytes(StandardCharsets.UTF_8));
		return MessageDigest.isEqual(sha1.digest(password.getBytes(StandardCharsets.UTF_8)), this.digest);
	}

	private static MessageDigest sha1() {
		try {
			return MessageDigest.getInstance("SHA-1");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-1", ex);
		}
	}

	/** Leaves out the digest, because records are printed in logs. */
	@Override
	public String toString() {
		return "UsernameToken[" + this.username + "]";
	}

}
