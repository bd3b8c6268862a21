import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Viewers of one stream over interleaved TCP, read by one thread, which counts bytes only. */
final class Viewers implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 20_000;

	private final Selector selector = Selector.open();

	private final List<SocketChannel> sockets = new ArrayList<>();

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);

	Viewers() throws IOException {
	}

	/** Where a stream is. */
	record Stream(int port, String path, String track, String user, String password) {

		private String authorization() {
			return "Authorization: Basic " + Base64.getEncoder()
				.encodeToString((this.user + ":" + this.password).getBytes(StandardCharsets.UTF_8)) + "\r\n";
		}

		private String request(String method, String path, int sequence, String headers) {
			return method + " rtsp://127.0.0.1:" + this.port + path + " RTSP/1.0\r\nCSeq: " + sequence + "\r\n"
					+ authorization() + headers + "\r\n";
		}

	}

	/**
	 * Adds viewers, which play when this returns. They start together, so that they can share a key frame. Viewers that
	 * play already are read meanwhile, because a server disconnects a client that does not read.
	 */
	void add(Stream stream, int count) throws IOException {
		List<SocketChannel> added = new ArrayList<>();
		List<String> sessions = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			SocketChannel socket = SocketChannel.open();
			this.sockets.add(socket);
			added.add(socket);
			sessions.add(setUp(socket, stream));
			take(0);
		}
		for (int i = 0; i < count; i++) {
			send(added.get(i), stream.request("PLAY", stream.path() + "/", 3, "Session: " + sessions.get(i) + "\r\n"));
		}
		for (SocketChannel socket : added) {
			answer(socket);
			socket.configureBlocking(false);
			socket.register(this.selector, SelectionKey.OP_READ);
			take(0);
		}
	}

	/** @return the session */
	private static String setUp(SocketChannel socket, Stream stream) throws IOException {
		socket.socket().connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), stream.port()), TIMEOUT_MILLIS);
		socket.socket().setSoTimeout(TIMEOUT_MILLIS);
		send(socket, stream.request("DESCRIBE", stream.path(), 1, "Accept: application/sdp\r\n"));
		answer(socket);
		send(socket, stream.request("SETUP", stream.path() + "/" + stream.track(), 2,
				"Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"));
		String answer = answer(socket);
		Matcher session = Pattern.compile("(?i)Session: ([^;\r\n]+)").matcher(answer);
		if (!session.find()) {
			throw new IOException("no session: " + answer);
		}
		return session.group(1);
	}

	private static void send(SocketChannel socket, String request) throws IOException {
		socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
	}

	/** Media may come before the answer. */
	private static String answer(SocketChannel socket) throws IOException {
		String first = take(socket, 1);
		while (first.equals("$")) {
			String header = take(socket, 3);
			take(socket, header.charAt(1) << 8 | header.charAt(2));
			first = take(socket, 1);
		}
		StringBuilder answer = new StringBuilder(first);
		while (!answer.toString().endsWith("\r\n\r\n")) {
			answer.append(take(socket, 1));
		}
		Matcher length = Pattern.compile("(?i)Content-Length: ([0-9]+)").matcher(answer);
		if (length.find()) {
			answer.append(take(socket, Integer.parseInt(length.group(1))));
		}
		if (!answer.toString().startsWith("RTSP/1.0 200")) {
			throw new IOException(answer.toString());
		}
		return answer.toString();
	}

	private static String take(SocketChannel socket, int count) throws IOException {
		byte[] bytes = socket.socket().getInputStream().readNBytes(count);
		if (bytes.length < count) {
			throw new IOException("the server has hung up");
		}
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/** Reads for a while. @return how many bytes came */
	long read(double seconds) throws IOException {
		long bytes = 0;
		long end = System.nanoTime() + (long) (seconds * 1e9);
		while (System.nanoTime() - end < 0) {
			bytes += take(100);
		}
		return bytes;
	}

	/** Reads what there is, or waits that long for something. */
	private long take(int millis) throws IOException {
		if (millis == 0) {
			this.selector.selectNow();
		}
		else {
			this.selector.select(millis);
		}
		long bytes = 0;
		for (SelectionKey key : this.selector.selectedKeys()) {
			this.buffer.clear();
			int read = ((SocketChannel) key.channel()).read(this.buffer);
			if (read < 0) {
				throw new IOException("a viewer was cut off");
			}
			bytes += read;
		}
		this.selector.selectedKeys().clear();
		return bytes;
	}

	@Override
	public void close() throws IOException {
		for (SocketChannel socket : this.sockets) {
			socket.close();
		}
		this.selector.close();
	}

}
