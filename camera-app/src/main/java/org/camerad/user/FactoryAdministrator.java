package org.camerad.user;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

import org.camerad.driver.support.file.DamagedFileException;
import org.camerad.driver.support.file.DurableFiles;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The factory administrator: as configured, or with a random password that is generated
 * once and kept for factory resets.
 */
public final class FactoryAdministrator {

	private static final Logger logger = LoggerFactory.getLogger(FactoryAdministrator.class);

	/** The characters of passwords, without those that look alike. */
	private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

	private static final int LENGTH = 16;

	private final CameraProperties.Admin configured;

	private final Path folder;

	/**
	 * Creates the administrator of one camera.
	 * @param folder the folder of a generated password
	 */
	public FactoryAdministrator(CameraProperties.Admin configured, Path folder) {
		this.configured = configured;
		this.folder = folder;
		CredentialRules.findProblem(name()).ifPresent((problem) -> {
			throw new ConfigurationException("camera.admin.username", problem);
		});
		String password = configured.password();
		if (password != null && !CredentialRules.isPassword(password)) {
			throw new ConfigurationException("camera.admin.password", "must be 1 to 64 printable characters");
		}
	}

	/**
	 * A factory password.
	 *
	 * @param text the password
	 * @param generated whether it is random and was generated just now
	 */
	record Password(String text, boolean generated) {
	}

	String name() {
		return CredentialRules.normalize(this.configured.username());
	}

	/**
	 * Returns the factory password. If none is configured, generates one and logs where
	 * it is.
	 */
	Password password() throws IOException {
		String password = this.configured.password();
		return (password != null) ? new Password(password, false) : kept();
	}

	private Password kept() throws IOException {
		Path file = this.folder.resolve("admin-password");
		String password = stored(file);
		boolean generated = !CredentialRules.isPassword(password);
		if (generated) {
			password = random();
			DurableFiles.write(file, password + "\n");
		}
		announce(file, password);
		return new Password(password, generated);
	}

	/** Returns the password in a file, empty if it has none that can be used. */
	private static String stored(Path file) throws IOException {
		try {
			return DurableFiles.read(file).map(String::strip).orElse("");
		}
		catch (DamagedFileException ex) {
			logger.error("{}; a new password replaces it", ex.getMessage());
			return "";
		}
	}

	private void announce(Path file, String password) {
		logger.warn("generated a password for the administrator \"{}\": see {}", name(), file.toAbsolutePath());
		Console console = System.console();
		if (console != null && isTerminal(console)) {
			console.printf("%n  Administrator: %s%n  Password:      %s%n%n", name(), password);
		}
	}

	/**
	 * Returns whether a console is a terminal. From Java 22 on there is a console without
	 * a terminal, too.
	 */
	private static boolean isTerminal(Console console) {
		try {
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (NoSuchMethodException ex) {
			return true;
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

	private static String random() {
		SecureRandom random = new SecureRandom();
		StringBuilder password = new StringBuilder();
		for (int i = 0; i < LENGTH; i++) {
			password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
		}
		return password.toString();
	}

}
