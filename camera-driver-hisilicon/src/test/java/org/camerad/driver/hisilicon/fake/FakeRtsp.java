package org.camerad.driver.hisilicon.fake;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fake streamer's RTSP server: interleaved only, with Digest, describing and sending
 * what the pipeline works with.
 */
final class FakeRtsp implements Closeable {

	private static final int LARGEST_PAYLOAD = 1200;

	private static final String NONCE = "0123456789abcdef";

	private final FakeBuild build;

	private final FakeState state;

	private final ServerSocket server;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	/** The connections that have set up the audio track. */
	private final Set<Socket> audio = ConcurrentHashMap.newKeySet();

	final AtomicInteger viewers = new AtomicInteger();

	/** Drops one packet of each picture whose number is a multiple of this; 0 none. */
	volatile int lossy;

	private volatile boolean closed;

	FakeRtsp(FakeBuild build, FakeState state, int port) {
		this.build = build;
		this.state = state;
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
				answer(socket, request);
			}
		}
		catch (IOException ex) {
			// The other side has gone, which is its right.
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

	private void answer(Socket socket, List<String> request) throws IOException {
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
				String sdp = sdp(stream);
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
				daemon(() -> stream(socket, stream, audio));
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

	private String codec(int stream) {
		return this.state.working("video" + stream + ".codec", "h264");
	}

	private String size(int stream) {
		return this.state.working("video" + stream + ".size", "1920x1080");
	}

	private String sdp(int stream) {
		List<String> sets = FakeVideo.parameterSets(codec(stream), size(stream))
			.stream()
			.map(Base64.getEncoder()::encodeToString)
			.toList();
		String format = codec(stream).equals("h265")
				? "sprop-vps=" + sets.get(0) + "; sprop-sps=" + sets.get(1) + "; sprop-pps=" + sets.get(2)
				: "packetization-mode=1; sprop-parameter-sets=" + sets.get(0) + "," + sets.get(1);
		boolean heard = this.state.working("audio.enabled", "false").equals("true");
		String audio = heard ? audio() + "a=control:track=1\r\n" : "";
		return "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=fake\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 "
				+ codec(stream).toUpperCase(java.util.Locale.ROOT) + "/90000\r\na=fmtp:96 " + format
				+ "\r\na=control:track=0\r\n" + audio;
	}

	private String audio() {
		return switch (this.state.working("audio.codec", "opus")) {
			case "ulaw" -> "m=audio 0 RTP/AVP 0\r\n";
			case "alaw" -> "m=audio 0 RTP/AVP 8\r\n";
			case "aac" ->
				"m=audio 0 RTP/AVP 97\r\na=rtpmap:97 mpeg4-generic/" + this.state.working("audio.srate", "8000")
						+ "/1\r\na=fmtp:97 streamtype=5; mode=AAC-hbr; sizeLength=13; indexLength=3; config=1408\r\n";
			default -> "m=audio 0 RTP/AVP 98\r\na=rtpmap:98 opus/48000/2\r\n";
		};
	}

	private void stream(Socket socket, int stream, boolean audio) {
		this.viewers.incrementAndGet();
		try {
			String codec = codec(stream);
			int sequence = 65530;
			for (int frame = 0; audio && !this.closed && !socket.isClosed(); frame++) {
				byte[] samples = new byte[160];
				Arrays.fill(samples, (byte) frame);
				boolean aac = this.state.working("audio.codec", "").equals("aac");
				byte[] two = { 0, 32, 160 * 8 >> 8, (byte) (160 * 8), 160 * 8 >> 8, (byte) (160 * 8) };
				ByteArrayOutputStream payload = new ByteArrayOutputStream();
				if (aac) {
					payload.writeBytes(two);
					payload.writeBytes(samples);
				}
				payload.writeBytes(samples);
				packet(socket, 97, sequence++, frame * (aac ? 2048 : 160), true, payload.toByteArray());
				TimeUnit.MILLISECONDS.sleep(20);
			}
			for (int picture = 0; !this.closed && !socket.isClosed(); picture++) {
				boolean key = picture % 5 == 0;
				List<byte[]> payloads = payloads(codec, stream, picture, key);
				for (int i = 0; i < payloads.size(); i++) {
					boolean lost = this.lossy > 0 && picture > 0 && picture % this.lossy == 0 && i == 0;
					if (!lost) {
						packet(socket, 96, sequence, picture * 3600, i == payloads.size() - 1, payloads.get(i));
					}
					sequence++;
				}
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
		catch (IOException | InterruptedException ex) {
			// The other side has gone, which is its right.
		}
		finally {
			this.viewers.decrementAndGet();
		}
	}

	private List<byte[]> payloads(String codec, int stream, int number, boolean key) throws IOException {
		List<byte[]> payloads = new ArrayList<>();
		if (key && number > 0) {
			payloads.add(aggregated(codec, FakeVideo.parameterSets(codec, size(stream))));
		}
		byte[] unit = FakeVideo.picture(codec, number, key);
		if (unit.length <= LARGEST_PAYLOAD) {
			payloads.add(unit);
			return payloads;
		}
		int head = codec.equals("h265") ? 2 : 1;
		for (int at = head; at < unit.length; at += LARGEST_PAYLOAD) {
			int end = Math.min(unit.length, at + LARGEST_PAYLOAD);
			int flags = ((at == head) ? 0x80 : 0) | ((end == unit.length) ? 0x40 : 0);
			ByteArrayOutputStream payload = new ByteArrayOutputStream();
			if (codec.equals("h265")) {
				payload.write(unit[0] & 0x81 | 49 << 1);
				payload.write(unit[1]);
				payload.write(flags | unit[0] >> 1 & 0x3f);
			}
			else {
				payload.write(unit[0] & 0xe0 | 28);
				payload.write(flags | unit[0] & 0x1f);
			}
			payload.writeBytes(Arrays.copyOfRange(unit, at, end));
			payloads.add(payload.toByteArray());
		}
		return payloads;
	}

	private static byte[] aggregated(String codec, List<byte[]> units) {
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		payload.writeBytes(codec.equals("h265") ? new byte[] { 48 << 1, 1 } : new byte[] { 0x78 });
		units.forEach((unit) -> {
			payload.write(unit.length >> 8);
			payload.write(unit.length);
			payload.writeBytes(unit);
		});
		return payload.toByteArray();
	}

	private static void packet(Socket socket, int type, int sequence, int time, boolean marker, byte[] payload)
			throws IOException {
		ByteBuffer packet = ByteBuffer.allocate(16 + payload.length);
		packet.put((byte) '$').put((byte) 0).putShort((short) (12 + payload.length));
		packet.put((byte) 0x80).put((byte) (type | (marker ? 0x80 : 0))).putShort((short) sequence);
		packet.putInt(time).putInt(7).put(payload);
		OutputStream out = socket.getOutputStream();
		synchronized (socket) {
			out.write(packet.array());
		}
	}

	private static void send(Socket socket, String response) throws IOException {
		synchronized (socket) {
			socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
		}
	}

	/** Breaks every connection, as a reload does. */
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
		this.server.close();
		breakOff();
	}

}
