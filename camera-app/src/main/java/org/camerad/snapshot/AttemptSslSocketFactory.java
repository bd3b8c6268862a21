package org.camerad.snapshot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Puts TLS on top of the connections of one attempt. */
final class AttemptSslSocketFactory extends SSLSocketFactory {

	private final SSLSocketFactory sockets;

	private final UploadAttempt attempt;

	AttemptSslSocketFactory(SSLContext context, UploadAttempt attempt) {
		this.sockets = context.getSocketFactory();
		this.attempt = attempt;
	}

	@Override
	public Socket createSocket(Socket plain, String host, int port, boolean closesPlain) throws IOException {
		this.attempt.own(plain);
		return this.sockets.createSocket(plain, host, port, closesPlain);
	}

	@Override
	public Socket createSocket(String host, int port) {
		throw new UnsupportedOperationException("without a limit for connecting");
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
		throw new UnsupportedOperationException("without a limit for connecting");
	}

	@Override
	public Socket createSocket(InetAddress host, int port) {
		throw new UnsupportedOperationException("without a limit for connecting");
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
		throw new UnsupportedOperationException("without a limit for connecting");
	}

	@Override
	public String[] getDefaultCipherSuites() {
		return this.sockets.getDefaultCipherSuites();
	}

	@Override
	public String[] getSupportedCipherSuites() {
		return this.sockets.getSupportedCipherSuites();
	}

}
