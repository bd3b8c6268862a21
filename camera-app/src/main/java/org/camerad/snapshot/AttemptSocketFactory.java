package org.camerad.snapshot;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.IntSupplier;

import javax.net.SocketFactory;

/**
 * Opens the connections of one attempt: each ends with it, and none reads without end,
 * for a server's answer has no longest line.
 */
final class AttemptSocketFactory extends SocketFactory {

	private static final int MOST_ANSWERED = 1 << 20;

	private static final int NONE = 0;

	private final UploadAttempt attempt;

	private final IntSupplier shownPort;

	AttemptSocketFactory(UploadAttempt attempt) {
		this(attempt, () -> NONE);
	}

	/**
	 * With the port that a connection shows as its peer's while it is not 0.
	 */
	AttemptSocketFactory(UploadAttempt attempt, IntSupplier shownPort) {
		this.attempt = attempt;
		this.shownPort = shownPort;
	}

	@Override
	public Socket createSocket() throws IOException {
		Bounded socket = new Bounded();
		this.attempt.own(socket);
		return socket;
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

	private final class Bounded extends Socket {

		private final int shown = AttemptSocketFactory.this.shownPort.getAsInt();

		private int left = MOST_ANSWERED;

		@Override
		public int getPort() {
			return (this.shown != NONE) ? this.shown : super.getPort();
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
			this.left -= bytes;
			if (this.left < 0) {
				throw new IOException("the server's answers have no end");
			}
		}

		@Override
		public void close() throws IOException {
			AttemptSocketFactory.this.attempt.release(this);
			super.close();
		}

	}

}
