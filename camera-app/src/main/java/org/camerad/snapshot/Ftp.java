package org.camerad.snapshot;

import java.io.IOException;
import java.time.Duration;

import org.camerad.operation.RateLimitedLogger;
import org.camerad.operation.UploadProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.ssl.SslBundles;

/**
 * The FTP server as a destination ({@code upload=1}): binary and passive, under a
 * temporary name until the picture is complete, if the server renames files.
 */
final class Ftp implements Destination {

	private static final Logger logger = LoggerFactory.getLogger(Ftp.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "uploads to ftp");

	private final UploadProperties.Ftp server;

	private final TrustedCertificates trusted;

	private final PictureNames names;

	private final Duration limit;

	private final StalePartialUploads partialUploads = new StalePartialUploads();

	private final FtpServerTraits traits = new FtpServerTraits();

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
		boolean first = this.traits.mayUseEpsv();
		if (!trySend(jpeg, attempt, first) && first) {
			repeated.log(Level.INFO, "upload to ftp: no data connection by EPSV, trying PASV");
			trySend(jpeg, attempt, false);
			this.traits.learnNoEpsv();
		}
	}

	/**
	 * Sends a picture.
	 * @return whether it was sent; false if PASV may work where EPSV failed
	 */
	private boolean trySend(byte[] jpeg, UploadAttempt attempt, boolean epsv) throws UploadFailure {
		FtpConnection.Step step = FtpConnection.Step.CONNECT;
		try (FtpConnection connection = new FtpConnection(this.server, this.trusted, attempt, this.partialUploads,
				this.traits)) {
			try {
				connection.open(epsv);
				connection.store(jpeg, this.names::next);
				return true;
			}
			catch (IOException ex) {
				step = connection.step();
				if (epsv && step == FtpConnection.Step.DATA && connection.isOverIpv4()) {
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
