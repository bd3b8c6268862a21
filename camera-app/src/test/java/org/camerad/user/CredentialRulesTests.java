package org.camerad.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.camerad.settings.StoredUser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names, passwords, and the encryption of the secrets for digest log-ins. */
class CredentialRulesTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "A.b_c-d@e", "007", "\u5f20\u4e09", "\u0939\u093f\u0928\u094d\u0926\u0940",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void wellFormedNames(String name) {
		assertThat(CredentialRules.findProblem(name)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", " ", "a b", "a:b", "a/b", "a\nb", "a\u200bb", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab" })
	void otherNames(String name) {
		assertThat(CredentialRules.findProblem(name)).contains("must be 1 to 40 bytes of letters, digits and _ - . @");
	}

	@Test
	void passwordIsOneToSixtyFourPrintableCharacters() {
		assertThat(CredentialRules.isPassword("")).isFalse();
		assertThat(CredentialRules.isPassword(" ")).isTrue();
		assertThat(CredentialRules.isPassword("\ud83d\ude00".repeat(64))).isTrue();
		assertThat(CredentialRules.isPassword("\ud83d\ude00".repeat(65))).isFalse();
		for (String none : new String[] { "a\tb", "a\0", "\u200e", "\ud800", "\u0378", "\ue000", "\u2028", "\u2029" }) {
			assertThat(CredentialRules.isPassword("a" + none)).as("%04x", (int) none.charAt(none.length() - 1))
				.isFalse();
		}
	}

	@Test
	void passwordHashIsSlowSaltedAndNobodys() {
		PasswordHasher hasher = new PasswordHasher();
		String hash = hasher.hash("secret");
		assertThat(hash).startsWith("{pbkdf2-sha256-310000}").isNotEqualTo(hasher.hash("secret"));
		assertThat(hasher.matches("secret", hash, "here").join()).isTrue();
		assertThat(hasher.matches("Secret", hash, "here").join()).isFalse();
		assertThat(hasher.matchesDummy("secret", "here").join()).isFalse();
	}

	@Test
	void aGeneratedPasswordIsHashedFastAndAConfiguredOneOnce() {
		PasswordHasher hasher = new PasswordHasher(2);
		String generated = hasher.hashGenerated("secret");
		assertThat(generated).startsWith("{pbkdf2-sha256-1000}").isNotEqualTo(hasher.hashGenerated("secret"));
		assertThat(hasher.matches("secret", generated, "here").join()).isTrue();
		assertThat(hasher.matches("Secret", generated, "here").join()).isFalse();
		String configured = hasher.hashConfigured("secret");
		assertThat(configured).startsWith("{pbkdf2-sha256-2}").isEqualTo(hasher.hashConfigured("secret"));
		assertThat(hasher.matches("secret", hasher.hashConfigured("other"), "here").join()).isFalse();
	}

	@Test
	void nameHasOneSpelling() {
		assertThat(CredentialRules.normalize("cafe\u0301")).isEqualTo("caf\u00e9");
	}

	@Test
	void hashesAreThoseOfTheRfc() {
		assertThat(DigestSecrets.hash("MD5", "Mufasa:http-auth@example.org:Circle of Life"))
			.isEqualTo("3d78807defe7de2157e2b0b6573a855f");
		DigestSecrets secrets = DigestSecrets.of("a", "b");
		assertThat(secrets.md5()).isEqualTo(DigestSecrets.hash("MD5", "a:camera:b"));
		assertThat(secrets.sha256()).isEqualTo(DigestSecrets.hash("SHA-256", "a:camera:b")).hasSize(64);
	}

	@Test
	void sealIsAnotherEachTimeAndOpensForItsUserOnly(@TempDir Path folder) throws IOException {
		DigestCredentialStore vault = new DigestCredentialStore(true, folder);
		String sealed = vault.seal("guest", "secret");
		assertThat(sealed).startsWith("1:").isNotEqualTo(vault.seal("guest", "secret"));
		assertThat(open(folder, "guest", sealed)).contains(DigestSecrets.of("guest", "secret"));
		assertThat(open(folder, "admin", sealed)).isEmpty();
		assertThat(open(folder, "guest", sealed.substring(0, sealed.length() - 8) + "AAAAAAA=")).isEmpty();
		assertThat(open(folder, "guest", "2:" + sealed.substring(2))).isEmpty();
		assertThat(open(folder, "guest", "1:!")).isEmpty();
		assertThat(open(folder, "guest", null)).isEmpty();
		Path key = folder.resolve("digest-key");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
		assertThat(Files.size(key)).isEqualTo(32);
		Files.write(key, new byte[31]);
		assertThat(open(folder, "guest", sealed)).as("another key").isEmpty();
		assertThat(Files.size(key)).isEqualTo(32);
	}

	@Test
	void nothingIsKeptWithoutDigestLogIns(@TempDir Path folder) {
		String sealed = new DigestCredentialStore(true, folder).seal("guest", "secret");
		DigestCredentialStore off = new DigestCredentialStore(false, folder);
		assertThat(off.seal("guest", "secret")).isNull();
		assertThat(off.open(new StoredUser("guest", "User", true, "").withDigest(sealed))).isEmpty();
	}

	@Test
	void nothingIsKeptWhereTheKeyCannotBe(@TempDir Path folder) {
		assertThat(new DigestCredentialStore(true, folder.resolve("gone")).seal("guest", "secret")).isNull();
	}

	private static Optional<DigestSecrets> open(Path folder, String name, @Nullable String sealed) {
		return new DigestCredentialStore(true, folder).open(new StoredUser(name, "User", true, "").withDigest(sealed));
	}

}
