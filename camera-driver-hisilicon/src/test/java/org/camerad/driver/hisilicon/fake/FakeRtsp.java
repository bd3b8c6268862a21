package org.camerad.driver.hisilicon.fake;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The RTSP server of the fake streamer: interleaved only, with Digest. */
final class FakeRtsp implements Closeable {

	private static final String NONCE = "0123456789abcdef";

	private final FakeBuild build;

	private final FakeDescription description;

	final FakeMedia media;

	private final ServerSocket server;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	/** The connections that have set up the audio track. */
	private final Set<Socket> audio = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	FakeRtsp(FakeBuild build, FakeState state, int port) {
		this.build = build;
		this.description = new FakeDescription(state);
		this.media = new FakeMedia(state);
		try {
			this.server = new ServerSocket();
			this.server.setReuseAddress(true);
			this.server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		daemon(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	private static void daemon(Runnable work) {
		Thread thread = new Thread(work, "fake-rtsp");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		while (!this.closed) {
			try {
				Socket socket = this.server.accept();
				this.open.add(socket);
				daemon(() -> serve(socket));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			for (List<String> request = read(in); !request.isEmpty(); request = read(in)) {
				respond(socket, request);
			}
		}
		catch (IOException ex) {
			// The client closed the connection, which is normal.
		}
		finally {
			this.open.remove(socket);
		}
	}

	private static List<String> read(BufferedReader in) throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
			lines.add(line);
		}
		return lines;
	}

	private void respond(Socket socket, List<String> request) throws IOException {
		String[] line = request.get(0).split(" ");
		String sequence = "CSeq: " + header(request, "CSeq") + "\r\n";
		if (!line[0].equals("OPTIONS") && !isAdmitted(line[0], line[1], header(request, "Authorization"))) {
			send(socket, "RTSP/1.0 401 Unauthorized\r\n" + sequence
					+ "WWW-Authenticate: Basic realm=\"x\"\r\nWWW-Authenticate: Digest realm=\"openipc\", nonce=\""
					+ NONCE + "\"\r\n\r\n");
			return;
		}
		int stream = line[1].contains("stream=1") ? 1 : 0;
		switch (line[0]) {
			case "DESCRIBE" -> {
				String sdp = this.description.sdp(stream, line[1].contains("audio=ulaw"));
				send(socket, "RTSP/1.0 200 OK\r\n" + sequence + "Content-Base: " + line[1]
						+ "/\r\nContent-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp);
			}
			case "SETUP" -> {
				if (line[1].endsWith("track=1")) {
					this.audio.add(socket);
				}
				send(socket,
						header(request, "Transport").contains("interleaved")
								? "RTSP/1.0 200 OK\r\n" + sequence + "Session: 42;timeout=60\r\n\r\n"
								: "RTSP/1.0 461 Unsupported Transport\r\n" + sequence + "\r\n");
			}
			case "PLAY" -> {
				send(socket, "RTSP/1.0 200 OK\r\n" + sequence + "Session: 42\r\n\r\n");
				boolean audio = this.audio.contains(socket);
				daemon(() -> this.media.send(socket, stream, audio));
			}
			default -> send(socket, "RTSP/1.0 200 OK\r\n" + sequence + "\r\n");
		}
	}

	private static String header(List<String> request, String name) {
		return request.stream()
			.filter((line) -> line.startsWith(name + ": "))
			.map((line) -> line.substring(name.length() + 2))
			.findFirst()
			.orElse("");
	}

	private boolean isAdmitted(String method, String uri, String authorization) {
		if (this.build.password.isEmpty()) {
			return true;
		}
		Matcher response = Pattern.compile("response=\"([0-9a-f]{32})\"").matcher(authorization);
		String expected = md5(
				md5(this.build.user + ":openipc:" + this.build.password) + ":" + NONCE + ":" + md5(method + ":" + uri));
		return response.find() && response.group(1).equals(expected) && authorization.contains("uri=\"" + uri + "\"");
	}

	private static String md5(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void send(Socket socket, String response) throws IOException {
		synchronized (socket) {
			socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
		}
	}

	/** Closes every connection, as a reload does. */
	void breakOff() {
		this.open.forEach((socket) -> {
			try {
				socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	@Override
	public void close() throws IOException {
		this.closed = true;
		this.media.end();
		this.server.close();
		breakOff();
	}

}
