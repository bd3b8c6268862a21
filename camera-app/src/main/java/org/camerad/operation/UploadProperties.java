package org.camerad.operation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The upload destinations of snapshots, {@code camera.upload.*}. The values become parts
 * of lines of other protocols, so that control characters are refused.
 *
 * @param timeout the time limit of one upload
 * @param sd the memory card
 * @param nfs a mounted NFS server
 * @param ftp an FTP server
 * @param email a mail server
 */
public record UploadProperties(@DefaultValue("20s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout,
		@DefaultValue Sd sd, @DefaultValue Nfs nfs, @DefaultValue Ftp ftp, @DefaultValue Email email) {

	private static final String PREFIX = "camera.upload.";

	private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,252}|\\[?[0-9A-Fa-f:.]{2,45}]?");

	private static final Pattern HELO = Pattern
		.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[[A-Za-z0-9]{0,8}:?[0-9A-Fa-f:.]{2,45}]");

	private static final Pattern ADDRESS = Pattern
		.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*)");

	private static final int MAX_TEXT_LENGTH = 1024;

	private static final int MAX_RECIPIENTS = 16;

	public UploadProperties {
		checkTime("timeout", timeout);
	}

	/** Returns the names of the destinations that are configured. */
	public List<String> configured() {
		List<String> names = new ArrayList<>();
		if (this.sd.directory() != null) {
			names.add("sd");
		}
		if (this.nfs.directory() != null) {
			names.add("nfs");
		}
		if (this.ftp.host() != null) {
			names.add("ftp");
		}
		if (this.email.host() != null) {
			names.add("email");
		}
		return names;
	}

	/**
	 * The memory card.
	 *
	 * @param directory its mount point, null for no card
	 * @param overwrite whether to delete the oldest pictures when it is full
	 */
	public record Sd(@Nullable Path directory, @DefaultValue("false") boolean overwrite) {

		public Sd {
			directory = checkedFolder("sd.directory", directory);
		}

	}

	/**
	 * The NFS server.
	 *
	 * @param directory its mount point, null for none
	 * @param requireMount whether the folder must be on a network file system
	 * @param timeout the time limit for writing one picture
	 */
	public record Nfs(@Nullable Path directory, @DefaultValue("false") boolean requireMount,
			@DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

		public Nfs {
			directory = checkedFolder("nfs.directory", directory);
			checkTime("nfs.timeout", timeout);
		}

	}

	/** The protection of an FTP connection. */
	public enum FtpTls {

		/** No protection. */
		NONE,

		/** The client asks for TLS on the plain port. */
		EXPLICIT,

		/** The port accepts only TLS. */
		IMPLICIT

	}

	/**
	 * The FTP server.
	 *
	 * @param host its name or address, null for no FTP
	 * @param port its port, null for 21, or for 990 with implicit TLS
	 * @param username the name of the account
	 * @param password the account's password
	 * @param directory the folder for pictures, relative to the account's start folder
	 * @param tls the protection of the connection
	 * @param trust the trusted certificates
	 * @param timeout the time limit for connecting and for each response
	 */
	public record Ftp(@Nullable String host, @Nullable Integer port, @DefaultValue("anonymous") String username,
			@DefaultValue("") String password, @DefaultValue("") String directory, @DefaultValue("none") FtpTls tls,
			@DefaultValue Trust trust, @DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

		public Ftp {
			host = checkedHost("ftp.host", host);
			port = checkedPort("ftp.port", port, (tls == FtpTls.IMPLICIT) ? 990 : 21);
			checkText("ftp.username", username);
			checkText("ftp.password", password);
			checkText("ftp.directory", directory);
			checkTime("ftp.timeout", timeout);
			username = username.isEmpty() ? "anonymous" : username;
		}

		@Override
		public String toString() {
			return "Ftp[" + this.host + ":" + this.port + "]";
		}

	}

	/** The protection of a connection to a mail server. */
	public enum EmailTls {

		/** No protection. */
		NONE,

		/** STARTTLS if the server offers it. */
		OFFERED,

		/** STARTTLS; without it nothing is sent. */
		REQUIRED,

		/** The port accepts only TLS. */
		IMPLICIT

	}

	/**
	 * The mail server.
	 *
	 * @param host its name or address, null for no e-mail
	 * @param port its port, null for 25, or for 465 with implicit TLS
	 * @param username the name of the account, empty to send without logging in
	 * @param password the account's password
	 * @param from the sender's address
	 * @param to the recipients' addresses
	 * @param tls the protection of the connection
	 * @param trust the trusted certificates
	 * @param timeout the time limit for connecting and for each response
	 * @param helo the name with which the service introduces itself (EHLO), empty for the
	 * address of its side of the connection
	 */
	public record Email(@Nullable String host, @Nullable Integer port, @DefaultValue("") String username,
			@DefaultValue("") String password, @DefaultValue("") String from, @DefaultValue List<String> to,
			@DefaultValue("offered") EmailTls tls, @DefaultValue Trust trust,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout, @DefaultValue("") String helo) {

		public Email {
			host = checkedHost("email.host", host);
			port = checkedPort("email.port", port, (tls == EmailTls.IMPLICIT) ? 465 : 25);
			checkText("email.username", username);
			checkText("email.password", password);
			checkTime("email.timeout", timeout);
			if (!helo.isEmpty() && !HELO.matcher(helo).matches()) {
				throw wrong("email.helo", "must be a host name or an address literal such as [192.0.2.1]");
			}
			to = List.copyOf(to);
			if (host != null) {
				checkAddress("email.from", from);
				checkRecipients(to);
			}
		}

		private static void checkRecipients(List<String> to) {
			if (to.isEmpty() || to.size() > MAX_RECIPIENTS) {
				throw wrong("email.to", "must be 1 to " + MAX_RECIPIENTS + " addresses");
			}
			to.forEach((address) -> checkAddress("email.to", address));
		}

		@Override
		public String toString() {
			return "Email[" + this.host + ":" + this.port + "]";
		}

	}

	/**
	 * The trusted certificates.
	 *
	 * @param bundle the name of a bundle of {@code spring.ssl.bundle}, empty for the
	 * certificates that Java trusts
	 * @param checkHost whether the certificate must match the configured host
	 */
	public record Trust(@DefaultValue("") String bundle, @DefaultValue("true") boolean checkHost) {
	}

	private static @Nullable Path checkedFolder(String key, @Nullable Path path) {
		if (path == null || path.toString().isBlank()) {
			return null;
		}
		checkText(key, path.toString());
		return path;
	}

	private static @Nullable String checkedHost(String key, @Nullable String host) {
		if (host == null || host.isEmpty()) {
			return null;
		}
		if (!HOST.matcher(host).matches()) {
			throw wrong(key, "must be a host name or an address");
		}
		return host;
	}

	private static int checkedPort(String key, @Nullable Integer port, int standard) {
		if (port != null && (port < 1 || port > 65535)) {
			throw wrong(key, "must be a port from 1 to 65535, is " + port);
		}
		return (port != null) ? port : standard;
	}

	private static void checkAddress(String key, String address) {
		if (!ADDRESS.matcher(address).matches()) {
			throw wrong(key, "must be an e-mail address such as camera@example.org");
		}
	}

	/** Checks a text. The message does not show it, because it may be a password. */
	private static void checkText(String key, String text) {
		if (text.length() > MAX_TEXT_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
			throw wrong(key,
					"must not contain control characters or be longer than " + MAX_TEXT_LENGTH + " characters");
		}
	}

	private static void checkTime(String key, Duration time) {
		CameraProperties.between(PREFIX + key, time, Duration.ofMillis(100), Duration.ofMinutes(5));
	}

	private static ConfigurationException wrong(String key, String problem) {
		return new ConfigurationException(PREFIX + key, problem);
	}

}
