package org.camerad.snapshot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A factory that adds TLS to the sockets of one upload attempt. */
final class AttemptSslSocketFactory extends SSLSocketFactory {

	private final SSLSocketFactory sockets;

	private final UploadAttempt attempt;

	private final Consumer<InetAddress> onConnected;

	/**
	 * Creates a factory.
	 * @param onConnected is told of the local address of each connection
	 */
	AttemptSslSocketFactory(SSLContext context, UploadAttempt attempt, Consumer<InetAddress> onConnected) {
		this.onConnected = onConnected;
		this.sockets = context.getSocketFactory();
		this.attempt = attempt;
	}

	@Override
	public Socket createSocket(Socket plain, String host, int port, boolean closesPlain) throws IOException {
		this.attempt.register(plain);
		this.onConnected.accept(plain.getLocalAddress());
		return this.sockets.createSocket(plain, host, port, closesPlain);
	}

	@Override
	public Socket createSocket(String host, int port) {
		throw new UnsupportedOperationException("would connect without a timeout");
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
		throw new UnsupportedOperationException("would connect without a timeout");
	}

	@Override
	public Socket createSocket(InetAddress host, int port) {
		throw new UnsupportedOperationException("would connect without a timeout");
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
		throw new UnsupportedOperationException("would connect without a timeout");
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
