package org.camerad.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.camerad.driver.support.file.ErasedFiles;
import org.jspecify.annotations.Nullable;

/**
 * A factory reset that is not complete. It is saved together with the factory state, so
 * that the next start completes it if the process is killed in between. Immutable.
 *
 * @param keepsNetwork whether the network settings stay
 * @param secretsErased whether the files with secrets are gone
 */
public record PendingReset(boolean keepsNetwork, boolean secretsErased) {

	private static final String FIELD = "reset";

	private static final String NETWORK = "keepsNetwork";

	private static final String SECRETS = "secretsErased";

	/**
	 * The files of a data folder that contain settings, password hashes and keys, and all
	 * temporary files and copies beside them. The factory password itself stays.
	 */
	private static final Pattern SECRET = Pattern
		.compile("(digest-key|token-key|tls\\.pem)([.~].*)?|(state|admin-password)[.~].*");

	/**
	 * Erases the files with secrets of a data folder, except for one.
	 * @throws IOException if one of them cannot be deleted
	 */
	static void eraseSecrets(Path folder, Path kept) throws IOException {
		ErasedFiles.erase(folder,
				(file) -> !file.equals(kept) && SECRET.matcher(file.getFileName().toString()).matches());
	}

	/** Returns the reset that a document says is not complete. */
	static Optional<PendingReset> read(Map<String, @Nullable Object> document) {
		return (document.get(FIELD) instanceof Map<?, ?> reset) ? Optional
			.of(new PendingReset(Boolean.TRUE.equals(reset.get(NETWORK)), Boolean.TRUE.equals(reset.get(SECRETS))))
				: Optional.empty();
	}

	void write(Map<String, @Nullable Object> document) {
		document.put(FIELD, Map.of(NETWORK, this.keepsNetwork, SECRETS, this.secretsErased));
	}

	static void remove(Map<String, @Nullable Object> document) {
		document.remove(FIELD);
	}

}
