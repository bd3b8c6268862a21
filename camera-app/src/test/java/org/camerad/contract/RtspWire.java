package org.camerad.contract;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** An RTSP client that sends what it is told, byte for byte. */
final class RtspWire implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 60_000;

	private static final Pattern LENGTH = Pattern.compile("(?mid)^Content-Length: ([0-9]+)\r$");

	private final Socket socket;

	private final DataInputStream in;

	private final int port;

	private final Deque<Packet> packets = new ArrayDeque<>();

	private int sequence;

	private String authorization = basic(TestService.ADMIN, TestService.PASSWORD);

	private @Nullable String session;

	RtspWire(int port) throws IOException {
		this(port, 0);
	}

	/** A client for which the kernel holds little. */
	RtspWire(int port, int receiveBuffer) throws IOException {
		this.socket = new Socket();
		if (receiveBuffer > 0) {
			this.socket.setReceiveBufferSize(receiveBuffer);
		}
		this.socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), PATIENCE_MILLIS);
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		this.in = new DataInputStream(this.socket.getInputStream());
		this.port = port;
	}

	/** An interleaved packet. */
	record Packet(int channel, byte[] bytes) {

		int sequence() {
			return (this.bytes[2] & 0xff) << 8 | this.bytes[3] & 0xff;
		}

		int payloadType() {
			return this.bytes[1] & 0x7f;
		}

		boolean marker() {
			return this.bytes[1] < 0;
		}

		long timestamp() {
			return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(this.bytes, 4, 8));
		}

		Report report() {
			return Report.of(ByteBuffer.wrap(this.bytes));
		}

	}

	/** A sender's report (RFC 3550 section 6.4.1). */
	record Report(Instant time, long timestamp) {

		/** Seconds from the first of NTP's years to the first of Unix'. */
		private static final long NTP = 2_208_988_800L;

		private static Report of(ByteBuffer packet) {
			long fraction = packet.getInt(12) & 0xffffffffL;
			return new Report(
					Instant.ofEpochSecond((packet.getInt(8) & 0xffffffffL) - NTP, fraction * 1_000_000_000L >>> 32),
					packet.getInt(16) & 0xffffffffL);
		}

		/** The time of day of an RTP time. */
		Instant time(long rtpTime, int clockRate) {
			return this.time.plusNanos((int) (rtpTime - this.timestamp) * 1_000_000_000L / clockRate);
		}

	}

	static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	RtspWire as(String authorized) {
		this.authorization = authorized;
		return this;
	}

	String url(String path) {
		return "rtsp://127.0.0.1:" + this.port + path;
	}

	/** Sends a request and reads its answer, headers and body. */
	String ask(String method, String path, String... headers) throws IOException {
		tell(method, path, headers);
		String answer = answer();
		if (!answer.contains("\r\nCSeq: " + this.sequence + "\r\n")) {
			throw new AssertionError("not the answer to request " + this.sequence + ": " + answer);
		}
		if (method.equals("SETUP") && answer.startsWith("RTSP/1.0 200")) {
			this.session = header(answer, "Session").split(";")[0];
		}
		return answer;
	}

	/** Sends a request. */
	void tell(String method, String path, String... headers) throws IOException {
		StringBuilder request = new StringBuilder(
				method + " " + (path.equals("*") ? path : url(path)) + " RTSP/1.0\r\n");
		request.append("CSeq: ").append(++this.sequence).append("\r\n");
		if (!this.authorization.isEmpty()) {
			request.append("Authorization: ").append(this.authorization).append("\r\n");
		}
		if (this.session != null) {
			request.append("Session: ").append(this.session).append("\r\n");
		}
		List.of(headers).forEach((header) -> request.append(header).append("\r\n"));
		send(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
	}

	void send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
	}

	/** The next answer; packets that come before are kept. */
	String answer() throws IOException {
		int first = this.in.readUnsignedByte();
		while (first == '$') {
			this.packets.add(packet());
			first = this.in.readUnsignedByte();
		}
		StringBuilder text = new StringBuilder().append((char) first);
		while (!text.toString().endsWith("\r\n\r\n")) {
			text.append((char) this.in.readUnsignedByte());
		}
		Matcher length = LENGTH.matcher(text);
		int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
		return text + new String(this.in.readNBytes(body), StandardCharsets.UTF_8);
	}

	/** The next interleaved packet. */
	Packet next() throws IOException {
		Packet kept = this.packets.poll();
		if (kept != null) {
			return kept;
		}
		int first = this.in.readUnsignedByte();
		if (first != '$') {
			throw new AssertionError("no packet but " + (char) first);
		}
		return packet();
	}

	/** The next packet of a channel. */
	Packet next(int channel) throws IOException {
		Packet packet = next();
		while (packet.channel() != channel) {
			packet = next();
		}
		return packet;
	}

	private Packet packet() throws IOException {
		int channel = this.in.readUnsignedByte();
		return new Packet(channel, this.in.readNBytes(this.in.readUnsignedShort()));
	}

	/** Sets a stream up over this connection and lets it play. */
	String play(String stream) throws IOException {
		require(ask("SETUP", stream + "/trackID=0", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"));
		return require(ask("PLAY", stream + "/", "Range: npt=0.000-"));
	}

	static String require(String answer) {
		if (!answer.startsWith("RTSP/1.0 200 OK\r\n")) {
			throw new AssertionError(answer);
		}
		return answer;
	}

	/** Reads until the other side closes. */
	void awaitEnd() {
		try {
			byte[] buffer = new byte[65536];
			while (this.in.read(buffer) >= 0) {
				// What was under way.
			}
		}
		catch (java.net.SocketException ex) {
			if (!String.valueOf(ex.getMessage()).contains("reset")) {
				throw new UncheckedIOException(ex);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What comes before the connection is reset, which it must be. */
	byte[] untilReset() throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		byte[] buffer = new byte[65536];
		try {
			for (int count = this.in.read(buffer); count >= 0; count = this.in.read(buffer)) {
				read.write(buffer, 0, count);
			}
		}
		catch (java.net.SocketException ex) {
			if (String.valueOf(ex.getMessage()).contains("reset")) {
				return read.toByteArray();
			}
			throw ex;
		}
		throw new AssertionError("not reset");
	}

	/** How much has come that was not read. */
	int available() throws IOException {
		return this.in.available();
	}

	static String header(String answer, String name) {
		Matcher matcher = Pattern.compile("(?mid)^" + name + ": (.*)\r$").matcher(answer);
		if (!matcher.find()) {
			throw new AssertionError("no " + name + ": " + answer);
		}
		return matcher.group(1);
	}

	/** An answer to a digest challenge. */
	static String digest(String challenge, String algorithm, String user, String password, String method, String uri) {
		Matcher nonce = Pattern.compile("nonce=\"([^\"]+)\"").matcher(challenge);
		if (!nonce.find()) {
			throw new AssertionError(challenge);
		}
		String a1 = hash(algorithm, user + ":camera:" + password);
		String a2 = hash(algorithm, method + ":" + uri);
		String quality = challenge.contains("qop=\"auth\"") ? ":00000001:c0ffee:auth" : "";
		String response = hash(algorithm, a1 + ":" + nonce.group(1) + quality + ":" + a2);
		return "Digest username=\"" + user + "\", realm=\"camera\", nonce=\"" + nonce.group(1) + "\", uri=\"" + uri
				+ "\", algorithm=" + algorithm + ", response=\"" + response + "\""
				+ (quality.isEmpty() ? "" : ", qop=auth, nc=00000001, cnonce=\"c0ffee\"");
	}

	private static String hash(String algorithm, String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (java.security.NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
