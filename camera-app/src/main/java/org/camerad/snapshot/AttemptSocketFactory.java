package org.camerad.snapshot;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import javax.net.SocketFactory;

/**
 * A factory for the sockets of one upload attempt. The attempt can close them. Each
 * socket reads a limited number of bytes, because the libraries read response lines of
 * any length.
 */
final class AttemptSocketFactory extends SocketFactory {

	private static final int MAX_RESPONSE_BYTES = 1 << 20;

	private static final int NONE = 0;

	private final UploadAttempt attempt;

	private final IntSupplier reportedPort;

	private Consumer<InetAddress> onConnected = (local) -> {
	};

	AttemptSocketFactory(UploadAttempt attempt) {
		this(attempt, () -> NONE);
	}

	/** Creates a factory whose sockets report another remote port, unless that is 0. */
	AttemptSocketFactory(UploadAttempt attempt, IntSupplier reportedPort) {
		this.attempt = attempt;
		this.reportedPort = reportedPort;
	}

	/** Sets a listener for the local address of each socket when it has connected. */
	void onConnected(Consumer<InetAddress> listener) {
		this.onConnected = listener;
	}

	@Override
	public Socket createSocket() throws IOException {
		LimitedSocket socket = new LimitedSocket();
		this.attempt.register(socket);
		return socket;
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

	private final class LimitedSocket extends Socket {

		private final int reported = AttemptSocketFactory.this.reportedPort.getAsInt();

		private int remaining = MAX_RESPONSE_BYTES;

		@Override
		public void connect(SocketAddress server, int timeout) throws IOException {
			super.connect(server, timeout);
			AttemptSocketFactory.this.onConnected.accept(getLocalAddress());
		}

		@Override
		public int getPort() {
			return (this.reported != NONE) ? this.reported : super.getPort();
		}

		@Override
		public InputStream getInputStream() throws IOException {
			return new FilterInputStream(super.getInputStream()) {

				@Override
				public int read() throws IOException {
					count(1);
					return this.in.read();
				}

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					int read = this.in.read(bytes, offset, length);
					count(Math.max(read, 0));
					return read;
				}

			};
		}

		private void count(int bytes) throws IOException {
			this.remaining -= bytes;
			if (this.remaining < 0) {
				throw new IOException("the server sent more than " + MAX_RESPONSE_BYTES + " bytes of responses");
			}
		}

		@Override
		public void close() throws IOException {
			AttemptSocketFactory.this.attempt.unregister(this);
			super.close();
		}

	}

}
