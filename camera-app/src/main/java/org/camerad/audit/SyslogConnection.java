package org.camerad.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a syslog server, by UDP (RFC 5426) or TLS (RFC 5425). One thread sends;
 * any thread may end an attempt.
 */
final class SyslogConnection {

	private static final Logger logger = LoggerFactory.getLogger(SyslogConnection.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final SyslogTarget target;

	private final SSLContext context;

	private @Nullable SSLSocket socket;

	/** The socket below TLS, whose closing does not wait for the server. */
	private volatile @Nullable Socket plain;

	/** The start of the attempt that runs, 0 if none runs. */
	private volatile long since;

	/**
	 * Creates a connection, which opens when it sends.
	 * @param context the trusted certificates
	 */
	SyslogConnection(SyslogTarget target, SSLContext context) {
		this.target = target;
		this.context = context;
	}

	/**
	 * Sends a message.
	 * @throws IOException when it was not sent
	 */
	void send(byte[] message) throws IOException {
		this.since = System.nanoTime() | 1;
		try {
			if (this.target.tls()) {
				sendByTls(message);
			}
			else {
				sendByUdp(message);
			}
		}
		finally {
			this.since = 0;
		}
	}

	private void sendByUdp(byte[] message) throws IOException {
		try (DatagramSocket datagrams = new DatagramSocket()) {
			datagrams.send(new DatagramPacket(message, message.length, InetAddress.getByName(this.target.host()),
					this.target.port()));
		}
	}

	private void sendByTls(byte[] message) throws IOException {
		SSLSocket open = this.socket;
		if (open != null && isClosedByServer(open)) {
			close();
			open = null;
		}
		if (open == null) {
			open = connect();
			this.socket = open;
		}
		byte[] count = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
		byte[] frame = new byte[count.length + message.length];
		System.arraycopy(count, 0, frame, 0, count.length);
		System.arraycopy(message, 0, frame, count.length, message.length);
		OutputStream out = open.getOutputStream();
		out.write(frame);
		out.flush();
	}

	/** Returns whether the server has closed the connection; it has nothing to say. */
	private static boolean isClosedByServer(SSLSocket open) {
		try {
			open.setSoTimeout(1);
			return open.getInputStream().read() < 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private SSLSocket connect() throws IOException {
		Socket below = new Socket();
		this.plain = below;
		below.connect(new InetSocketAddress(this.target.host(), this.target.port()), (int) TIMEOUT.toMillis());
		below.setSoTimeout((int) TIMEOUT.toMillis());
		SSLSocket secured = (SSLSocket) this.context.getSocketFactory()
			.createSocket(below, this.target.host(), this.target.port(), true);
		SSLParameters parameters = secured.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm("HTTPS");
		parameters.setProtocols(new String[] { "TLSv1.3", "TLSv1.2" });
		secured.setSSLParameters(parameters);
		secured.startHandshake();
		return secured;
	}

	/** Ends an attempt that takes too long. */
	void checkStalled() {
		long start = this.since;
		if (start != 0 && System.nanoTime() - start > 2 * TIMEOUT.toNanos()) {
			abort();
		}
	}

	/** Ends an attempt. */
	void abort() {
		Socket open = this.plain;
		if (open != null) {
			try {
				open.close();
			}
			catch (IOException ex) {
				logger.debug("the connection to {} was cut", this.target, ex);
			}
		}
	}

	/** Closes the connection in an orderly way, which may wait for the server. */
	void end() {
		SSLSocket open = this.socket;
		try {
			if (open != null) {
				open.close();
			}
		}
		catch (IOException ex) {
			logger.debug("the connection to {} was cut", this.target, ex);
		}
		finally {
			close();
		}
	}

	/** Closes the connection. The next message opens another one. */
	void close() {
		this.socket = null;
		abort();
	}

	@Override
	public String toString() {
		return this.target.toString();
	}

}
