import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Viewers of one MJPEG stream over HTTP, read by one thread, which counts bytes and whole pictures. */
final class MjpegViewers implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 20_000;

	private final Selector selector = Selector.open();

	private final List<Viewer> viewers = new ArrayList<>();

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);

	private final int port;

	private final String target;

	MjpegViewers(int port, String target) throws IOException {
		this.port = port;
		this.target = target;
	}

	/** The result of watching: bytes to all, and the pictures of each viewer, fewest first. */
	record Delivery(long bytes, List<Integer> pictures) {

		int least() {
			return this.pictures.get(0);
		}

		int median() {
			return this.pictures.get(this.pictures.size() / 2);
		}

	}

	/** More viewers, up to that many. */
	void growTo(int count) throws IOException {
		while (this.viewers.size() < count) {
			SocketChannel socket = SocketChannel.open();
			Viewer viewer = new Viewer(socket);
			this.viewers.add(viewer);
			socket.socket().connect(new InetSocketAddress("127.0.0.1", this.port), TIMEOUT_MILLIS);
			socket.write(ByteBuffer.wrap(("GET " + this.target + " HTTP/1.1\r\nHost: 127.0.0.1:" + this.port + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII)));
			socket.configureBlocking(false);
			socket.register(this.selector, SelectionKey.OP_READ, viewer);
		}
	}

	/** Reads for a while. */
	Delivery read(double seconds) throws IOException {
		this.viewers.forEach((viewer) -> viewer.pictures = 0);
		long bytes = 0;
		long end = System.nanoTime() + (long) (seconds * 1e9);
		while (System.nanoTime() - end < 0) {
			this.selector.select(100);
			for (SelectionKey key : this.selector.selectedKeys()) {
				bytes += ((Viewer) key.attachment()).read(this.buffer);
			}
			this.selector.selectedKeys().clear();
		}
		List<Integer> pictures = new ArrayList<>(this.viewers.stream().map((viewer) -> viewer.pictures).toList());
		Collections.sort(pictures);
		return new Delivery(bytes, pictures);
	}

	@Override
	public void close() throws IOException {
		for (Viewer viewer : this.viewers) {
			viewer.socket.close();
		}
		this.selector.close();
	}

	/** One viewer, who is at a header or within a picture. */
	private static final class Viewer {

		private static final int LONGEST_HEAD = 4096;

		private final SocketChannel socket;

		private final StringBuilder head = new StringBuilder();

		private boolean answered;

		private int missing;

		private int pictures;

		Viewer(SocketChannel socket) {
			this.socket = socket;
		}

		int read(ByteBuffer buffer) throws IOException {
			buffer.clear();
			int read = this.socket.read(buffer);
			if (read < 0) {
				throw new IOException("a viewer was cut off " + this.head);
			}
			buffer.flip();
			while (buffer.hasRemaining()) {
				take(buffer);
			}
			return read;
		}

		private void take(ByteBuffer buffer) throws IOException {
			if (this.missing > 0) {
				int here = Math.min(this.missing, buffer.remaining());
				buffer.position(buffer.position() + here);
				this.missing -= here;
				this.pictures += (this.missing == 0) ? 1 : 0;
				return;
			}
			char next = (char) buffer.get();
			this.head.append(next);
			if (next == '\n' && this.head.indexOf("\r\n\r\n") >= 0) {
				end(this.head.toString());
				this.head.setLength(0);
			}
			else if (this.head.length() > LONGEST_HEAD) {
				throw new IOException("no header: " + this.head);
			}
		}

		private void end(String lines) throws IOException {
			if (this.answered) {
				this.missing = Integer.parseInt(lines.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
			}
			else if (!lines.matches("(?s)HTTP/1\\.[01] 200 .*multipart/x-mixed-replace.*")) {
				throw new IOException("no pictures: " + lines);
			}
			this.answered = true;
		}

	}

}
