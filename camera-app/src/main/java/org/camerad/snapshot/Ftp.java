package org.camerad.snapshot;

import java.io.IOException;
import java.time.Duration;

import org.camerad.operation.UploadProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundles;

/**
 * An FTP server ({@code upload=1}): binary and passive, under another name until all of
 * the picture is there.
 */
final class Ftp implements Destination {

	private static final Logger logger = LoggerFactory.getLogger(Ftp.class);

	private final UploadProperties.Ftp server;

	private final TrustedCertificates trusted;

	private final PictureNames names;

	private final Duration limit;

	private final StalePartialUploads left = new StalePartialUploads();

	/** Whether EPSV is asked first, until a server is seen that fails at it. */
	private volatile boolean extended = true;

	Ftp(UploadProperties properties, SslBundles bundles, PictureNames names) {
		this.server = properties.ftp();
		this.limit = properties.timeout();
		this.trusted = TrustedCertificates.of("camera.upload.ftp.trust.bundle", this.server.trust(), bundles);
		this.names = names;
	}

	@Override
	public String name() {
		return "ftp";
	}

	@Override
	public String fault() {
		return "Ftp not deploy";
	}

	@Override
	public Duration limit() {
		return this.limit;
	}

	@Override
	public void send(byte[] jpeg, UploadAttempt attempt) throws UploadFailure {
		if (this.server.host() == null) {
			throw UploadFailure.unconfigured("camera.upload.ftp.host is not set");
		}
		boolean first = this.extended;
		if (!sent(jpeg, attempt, first) && first) {
			logger.info("upload to ftp: no data connection by EPSV, trying PASV");
			sent(jpeg, attempt, false);
			this.extended = false;
		}
	}

	/** Whether it was sent; not when another way to open a data connection may do. */
	private boolean sent(byte[] jpeg, UploadAttempt attempt, boolean extended) throws UploadFailure {
		FtpConnection.Step step = FtpConnection.Step.CONNECT;
		try (FtpConnection connection = new FtpConnection(this.server, this.trusted, attempt, this.left)) {
			try {
				connection.open(extended);
				connection.store(jpeg, this.names::next);
				return true;
			}
			catch (IOException ex) {
				step = connection.step();
				if (extended && step == FtpConnection.Step.DATA && connection.isOverIpv4()) {
					return false;
				}
				throw ex;
			}
		}
		catch (IOException ex) {
			throw UploadFailure.at(step.toString(), LogSanitizer.of(ex, this.server.password()), ex);
		}
	}

}
