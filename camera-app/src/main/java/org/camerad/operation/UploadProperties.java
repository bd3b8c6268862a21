package org.camerad.operation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Where snapshots are sent: {@code camera.upload.*}. What is configured here goes into
 * other protocols' lines, so nothing in it may end one.
 *
 * @param timeout how long one upload may take
 * @param sd the memory card
 * @param nfs a folder that an NFS server is mounted on
 * @param ftp an FTP server
 * @param email a mail server
 */
public record UploadProperties(@DefaultValue("20s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout,
		@DefaultValue Sd sd, @DefaultValue Nfs nfs, @DefaultValue Ftp ftp, @DefaultValue Email email) {

	private static final String PREFIX = "camera.upload.";

	private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,252}|\\[?[0-9A-Fa-f:.]{2,45}]?");

	private static final Pattern ADDRESS = Pattern
		.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*)");

	private static final int LONGEST_TEXT = 1024;

	private static final int MOST_RECIPIENTS = 16;

	public UploadProperties {
		checkTime("timeout", timeout);
	}

	/**
	 * The memory card.
	 *
	 * @param directory where it is mounted; none: no card
	 * @param overwrite whether the oldest pictures make room when it is full
	 */
	public record Sd(@Nullable Path directory, @DefaultValue("false") boolean overwrite) {

		public Sd {
			directory = checkedFolder("sd.directory", directory);
		}

	}

	/**
	 * The NFS server.
	 *
	 * @param directory where it is mounted; none: not mounted
	 * @param requireMount whether the folder must be on a network file system
	 * @param timeout how long the mount may take for one picture
	 */
	public record Nfs(@Nullable Path directory, @DefaultValue("false") boolean requireMount,
			@DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

		public Nfs {
			directory = checkedFolder("nfs.directory", directory);
			checkTime("nfs.timeout", timeout);
		}

	}

	/** How an FTP connection is protected. */
	public enum FtpTls {

		/** Not at all. */
		NONE,

		/** The client asks for TLS on the plain port. */
		EXPLICIT,

		/** The port speaks TLS only. */
		IMPLICIT

	}

	/**
	 * The FTP server.
	 *
	 * @param host its name or address; none: no FTP
	 * @param port its port; none: 21, or 990 with implicit TLS
	 * @param username the account there
	 * @param password the account's password
	 * @param directory where pictures go, relative to where the account starts
	 * @param tls how the connection is protected
	 * @param trust which certificates are trusted
	 * @param timeout how long connecting and each answer may take
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

	/** How a connection to a mail server is protected. */
	public enum EmailTls {

		/** Not at all. */
		NONE,

		/** By STARTTLS when the server offers it. */
		OFFERED,

		/** By STARTTLS, or nothing is sent. */
		REQUIRED,

		/** The port speaks TLS only. */
		IMPLICIT

	}

	/**
	 * The mail server.
	 *
	 * @param host its name or address; none: no e-mail
	 * @param port its port; none: 25, or 465 with implicit TLS
	 * @param username the account there; none: without logging in
	 * @param password the account's password
	 * @param from the sender's address
	 * @param to the recipients' addresses
	 * @param tls how the connection is protected
	 * @param trust which certificates are trusted
	 * @param timeout how long connecting and each answer may take
	 */
	public record Email(@Nullable String host, @Nullable Integer port, @DefaultValue("") String username,
			@DefaultValue("") String password, @DefaultValue("") String from, @DefaultValue List<String> to,
			@DefaultValue("offered") EmailTls tls, @DefaultValue Trust trust,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

		public Email {
			host = checkedHost("email.host", host);
			port = checkedPort("email.port", port, (tls == EmailTls.IMPLICIT) ? 465 : 25);
			checkText("email.username", username);
			checkText("email.password", password);
			checkTime("email.timeout", timeout);
			to = List.copyOf(to);
			if (host != null) {
				checkAddress("email.from", from);
				checkRecipients(to);
			}
		}

		private static void checkRecipients(List<String> to) {
			if (to.isEmpty() || to.size() > MOST_RECIPIENTS) {
				throw wrong("email.to", "must be 1 to " + MOST_RECIPIENTS + " addresses");
			}
			to.forEach((address) -> checkAddress("email.to", address));
		}

		@Override
		public String toString() {
			return "Email[" + this.host + ":" + this.port + "]";
		}

	}

	/**
	 * Which certificates are trusted.
	 *
	 * @param bundle the name of a bundle of {@code spring.ssl.bundle}; none: what Java
	 * trusts
	 * @param checkHost whether the certificate must be made out to the configured host
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

	private static int checkedPort(String key, @Nullable Integer port, int usual) {
		if (port != null && (port < 1 || port > 65535)) {
			throw wrong(key, "must be a port from 1 to 65535, is " + port);
		}
		return (port != null) ? port : usual;
	}

	private static void checkAddress(String key, String address) {
		if (!ADDRESS.matcher(address).matches()) {
			throw wrong(key, "must be an e-mail address such as camera@example.org");
		}
	}

	/** The message does not show the text: it may be a password. */
	private static void checkText(String key, String text) {
		if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
			throw wrong(key, "must not hold control characters nor be longer than " + LONGEST_TEXT);
		}
	}

	private static void checkTime(String key, Duration time) {
		CameraProperties.between(PREFIX + key, time, Duration.ofMillis(100), Duration.ofMinutes(5));
	}

	private static ConfigurationException wrong(String key, String problem) {
		return new ConfigurationException(PREFIX + key, problem);
	}

}
