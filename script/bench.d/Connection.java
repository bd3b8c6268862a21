import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One keep-alive connection to a service on the loopback address. Not safe for use by several threads. */
final class Connection implements Closeable {

	private static final int TIMEOUT_MILLIS = 10_000;

	private final int port;

	private final byte[] buffer = new byte[64 * 1024];

	private Socket socket;

	private InputStream in;

	private OutputStream out;

	private int filled;

	Connection(int port) throws IOException {
		this.port = port;
		open();
	}

	/** Sends a request and returns the whole answer, head and body, as it came. */
	String get(String target) throws IOException {
		this.out.write(("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + this.port + "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1));
		String answer = read();
		// Tomcat ends a connection after so many requests; that is part of the service's speed.
		if ("close".equalsIgnoreCase(header(answer, answer.indexOf("\r\n\r\n"), "connection"))) {
			close();
			open();
		}
		return answer;
	}

	private void open() throws IOException {
		this.socket = new Socket();
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), TIMEOUT_MILLIS);
		this.in = this.socket.getInputStream();
		this.out = this.socket.getOutputStream();
	}

	private String read() throws IOException {
		this.filled = 0;
		String answer = more();
		while (!complete(answer)) {
			answer = more();
		}
		return answer;
	}

	private String more() throws IOException {
		int count = this.in.read(this.buffer, this.filled, this.buffer.length - this.filled);
		if (count <= 0) {
			throw new EOFException("the answer ended early or is longer than " + this.buffer.length + " bytes");
		}
		this.filled += count;
		return new String(this.buffer, 0, this.filled, StandardCharsets.ISO_8859_1);
	}

	private static boolean complete(String answer) {
		int head = answer.indexOf("\r\n\r\n");
		if (head < 0) {
			return false;
		}
		String length = header(answer, head, "content-length");
		if (length != null) {
			return answer.length() >= head + 4 + Integer.parseInt(length);
		}
		return answer.endsWith("\r\n0\r\n\r\n");
	}

	private static String header(String answer, int head, String name) {
		for (int line = answer.indexOf("\r\n"); line < head; line = answer.indexOf("\r\n", line + 2)) {
			if (answer.regionMatches(true, line + 2, name, 0, name.length())) {
				return answer.substring(line + 3 + name.length(), answer.indexOf("\r\n", line + 2)).trim();
			}
		}
		return null;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
