package org.camerad.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.camerad.operation.UploadProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the FTP server for one picture. One thread. */
final class FtpConnection implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(FtpConnection.class);

	/** The timeout of responses while cleaning up. */
	private static final int CLEANUP_TIMEOUT_MILLIS = 600;

	/** The steps of an upload. */
	enum Step {

		CONNECT("connect"), LOG_IN("log in"), DIRECTORY("enter the directory"), DATA("open a data connection"),
		STORE("store"), RENAME("rename");

		private final String text;

		Step(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	private final UploadProperties.Ftp server;

	private final UploadAttempt attempt;

	private final StalePartialUploads partialUploads;

	private final FtpServerTraits traits;

	private final FTPClient client;

	private Step step = Step.CONNECT;

	private @Nullable FtpTransfer transfer;

	FtpConnection(UploadProperties.Ftp server, TrustedCertificates trusted, UploadAttempt attempt,
			StalePartialUploads partialUploads, FtpServerTraits traits) throws IOException {
		this.traits = traits;
		this.server = server;
		this.attempt = attempt;
		this.partialUploads = partialUploads;
		this.client = client(server.tls(), trusted, attempt);
		int millis = Math.toIntExact(server.timeout().toMillis());
		this.client.setConnectTimeout(millis);
		this.client.setDefaultTimeout(millis);
		this.client.setDataTimeout(Duration.ofMillis(millis));
		this.client.setControlEncoding(StandardCharsets.UTF_8.name());
	}

	private static FTPClient client(UploadProperties.FtpTls tls, TrustedCertificates trusted, UploadAttempt attempt)
			throws IOException {
		if (tls == UploadProperties.FtpTls.NONE) {
			FTPClient client = new FTPClient();
			client.setSocketFactory(new AttemptSocketFactory(attempt));
			return client;
		}
		return new SecureFtpClient(tls == UploadProperties.FtpTls.IMPLICIT, trusted, attempt);
	}

	/** Returns the step that was begun last. */
	Step step() {
		return this.step;
	}

	/**
	 * Returns whether the connection is over IPv4, so that PASV may work where EPSV
	 * failed.
	 */
	boolean isOverIpv4() {
		return this.client.isConnected() && !(this.client.getRemoteAddress() instanceof Inet6Address);
	}

	/**
	 * Connects, logs in and changes to the directory.
	 * @param epsv whether EPSV is tried before PASV
	 */
	void open(boolean epsv) throws IOException {
		String host = Objects.requireNonNull(this.server.host());
		int port = Objects.requireNonNull(this.server.port());
		this.client.connect(host, port);
		require(FTPReply.isPositiveCompletion(this.client.getReplyCode()));
		this.step = Step.LOG_IN;
		require(this.client.login(this.server.username(), this.server.password()));
		if (this.client instanceof SecureFtpClient secure) {
			secure.protectData();
		}
		if (this.client.hasFeature("UTF8")) {
			// Some servers read names as UTF-8 only then. Others do not know the command.
			this.client.sendCommand("OPTS", "UTF8 ON");
		}
		require(this.client.setFileType(FTP.BINARY_FILE_TYPE));
		this.step = Step.DIRECTORY;
		enter(this.server.directory());
		// The data connection goes to the control connection's host, whatever is
		// answered.
		this.client.enterLocalPassiveMode();
		this.client.setUseEPSVwithIPv4(epsv);
	}

	/** Removes partial files that earlier connections left. */
	private void removePartialUploads() throws IOException {
		for (String name : this.partialUploads.names()) {
			if (this.client.deleteFile(name)) {
				logger.info("upload to ftp: removed the partial file {} of a broken connection", name);
			}
			this.partialUploads.remove(name);
		}
	}

	private void enter(String directory) throws IOException {
		if (directory.isEmpty() || this.client.changeWorkingDirectory(directory)) {
			return;
		}
		if (directory.startsWith("/")) {
			require(this.client.changeWorkingDirectory("/"));
		}
		for (String part : directory.split("/+")) {
			if (!part.isEmpty() && !this.client.changeWorkingDirectory(part)) {
				this.client.makeDirectory(part);
				require(this.client.changeWorkingDirectory(part));
			}
		}
	}

	/** Stores the picture under the first of the names that is free. */
	void store(byte[] jpeg, Supplier<PictureName> names) throws IOException {
		removePartialUploads();
		FtpTransfer storing = new FtpTransfer(this.client, this.attempt, this.traits, names,
				(begun) -> this.step = begun);
		this.transfer = storing;
		storing.store(jpeg);
	}

	private void require(boolean done) throws IOException {
		if (!done) {
			throw new IOException(
					(this.step == Step.LOG_IN) ? "reply " + this.client.getReplyCode() : this.client.getReplyString());
		}
	}

	/** Removes a partial file if the server allows it, and closes the connection. */
	@Override
	public void close() {
		try {
			if (this.client.isConnected()) {
				cleanUp();
			}
		}
		catch (IOException ex) {
			logger.debug("the FTP server did not allow the cleanup: {}", LogSanitizer.of(ex, this.server.password()));
		}
		finally {
			String left = (this.transfer != null) ? this.transfer.unfinished() : null;
			if (left != null) {
				this.partialUploads.add(left);
			}
			disconnect();
		}
	}

	private void cleanUp() throws IOException {
		this.client.setSoTimeout(CLEANUP_TIMEOUT_MILLIS);
		if (this.transfer != null) {
			this.transfer.cleanUp();
		}
		this.client.logout();
	}

	private void disconnect() {
		try {
			this.client.disconnect();
		}
		catch (IOException ex) {
			logger.debug("the FTP connection did not close: {}", ex.toString());
		}
	}

}
