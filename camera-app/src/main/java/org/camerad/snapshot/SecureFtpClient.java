package org.camerad.snapshot;

import java.io.IOException;
import java.net.Socket;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.apache.commons.net.ftp.FTPSClient;

/**
 * An FTP client over TLS whose data connections resume the control connection's TLS
 * session, as some servers require (vsftpd's {@code require_ssl_reuse}). Java finds a
 * session by host and port, so data connections report the control connection's port. One
 * thread.
 */
final class SecureFtpClient extends FTPSClient {

	private final SSLContext context;

	private final AttemptSocketFactory connections;

	private final boolean checksHost;

	private int controlPort;

	SecureFtpClient(boolean implicit, TrustedCertificates trusted, UploadAttempt attempt) throws IOException {
		this(implicit, trusted, trusted.context(), attempt);
	}

	private SecureFtpClient(boolean implicit, TrustedCertificates trusted, SSLContext context, UploadAttempt attempt) {
		super(implicit, context);
		this.context = context;
		this.checksHost = trusted.checksHost();
		this.connections = new AttemptSocketFactory(attempt, () -> this.controlPort);
		setSocketFactory(this.connections);
		setEndpointCheckingEnabled(this.checksHost);
	}

	/** Turns on TLS for data connections, right after the log-in. */
	void protectData() throws IOException {
		execPBSZ(0);
		execPROT("P");
		// Replaces the factory that execPROT sets: secured() adds the TLS.
		setSocketFactory(this.connections);
		this.controlPort = getRemotePort();
	}

	@Override
	protected Socket _openDataConnection_(String command, String argument) throws IOException {
		Socket plain = super._openDataConnection_(command, argument);
		if (plain == null) {
			return null;
		}
		try {
			return secured(plain);
		}
		catch (IOException ex) {
			plain.close();
			throw ex;
		}
	}

	private Socket secured(Socket plain) throws IOException {
		SSLSocket secured = (SSLSocket) this.context.getSocketFactory()
			.createSocket(plain, this._hostname_, this.controlPort, true);
		if (this.checksHost) {
			SSLParameters parameters = secured.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			secured.setSSLParameters(parameters);
		}
		secured.startHandshake();
		return secured;
	}

}
