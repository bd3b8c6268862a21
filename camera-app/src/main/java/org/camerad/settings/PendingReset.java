package org.camerad.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import org.camerad.driver.support.file.ErasedFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
	static Optional<PendingReset> read(JsonNode document) {
		JsonNode reset = document.path(FIELD);
		return reset.isObject()
				? Optional
					.of(new PendingReset(reset.path(NETWORK).asBoolean(false), reset.path(SECRETS).asBoolean(false)))
				: Optional.empty();
	}

	void write(ObjectNode document) {
		document.putObject(FIELD).put(NETWORK, this.keepsNetwork).put(SECRETS, this.secretsErased);
	}

	static void remove(ObjectNode document) {
		document.remove(FIELD);
	}

}
