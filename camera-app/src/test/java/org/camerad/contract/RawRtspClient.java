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

/** An RTSP client that sends given requests, byte for byte. */
final class RawRtspClient implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 60_000;

	private static final Pattern LENGTH = Pattern.compile("(?mid)^Content-Length: ([0-9]+)\r$");

	private final Socket socket;

	private final DataInputStream in;

	private final int port;

	private final Deque<Packet> packets = new ArrayDeque<>();

	private int sequence;

	private String authorization = basic(TestService.ADMIN, TestService.PASSWORD);

	private @Nullable String session;

	RawRtspClient(int port) throws IOException {
		this(port, 0);
	}

	/** Connects with a small receive buffer. */
	RawRtspClient(int port, int receiveBuffer) throws IOException {
		this.socket = new Socket();
		if (receiveBuffer > 0) {
			this.socket.setReceiveBufferSize(receiveBuffer);
		}
		this.socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), TIMEOUT_MILLIS);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
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

		/** Returns the SSRC. */
		long source() {
			return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(this.bytes, 8, 12));
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

	/** A sender report (RFC 3550 section 6.4.1). */
	record Report(Instant time, long timestamp) {

		/** Seconds from 1900, the start of NTP time, to 1970. */
		private static final long NTP_EPOCH = 2_208_988_800L;

		private static Report of(ByteBuffer packet) {
			long fraction = packet.getInt(12) & 0xffffffffL;
			return new Report(Instant.ofEpochSecond((packet.getInt(8) & 0xffffffffL) - NTP_EPOCH,
					fraction * 1_000_000_000L >>> 32), packet.getInt(16) & 0xffffffffL);
		}

		/** Returns the time of day of an RTP time. */
		Instant time(long rtpTime, int clockRate) {
			return this.time.plusNanos((int) (rtpTime - this.timestamp) * 1_000_000_000L / clockRate);
		}

	}

	static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	RawRtspClient authorize(String authorization) {
		this.authorization = authorization;
		return this;
	}

	String url(String path) {
		return "rtsp://127.0.0.1:" + this.port + path;
	}

	/** Sends a request and returns its response with headers and body. */
	String request(String method, String path, String... headers) throws IOException {
		send(method, path, headers);
		String response = readResponse();
		if (!response.contains("\r\nCSeq: " + this.sequence + "\r\n")) {
			throw new AssertionError("not the response to request " + this.sequence + ": " + response);
		}
		if (method.equals("SETUP") && response.startsWith("RTSP/1.0 200")) {
			this.session = header(response, "Session").split(";")[0];
		}
		return response;
	}

	/** Sends a request. */
	void send(String method, String path, String... headers) throws IOException {
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

	/** Returns the next response. Packets before it are kept. */
	String readResponse() throws IOException {
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

	/** Discards the packets that arrived before the last response. */
	void discardPackets() {
		this.packets.clear();
	}

	/** Discards the packets before the last response, and returns the channel's last. */
	Packet lastPacket(int channel) {
		Packet last = this.packets.stream()
			.filter((packet) -> packet.channel() == channel)
			.reduce((former, next) -> next)
			.orElseThrow();
		discardPackets();
		return last;
	}

	/** Returns the next interleaved packet. */
	Packet next() throws IOException {
		Packet kept = this.packets.poll();
		if (kept != null) {
			return kept;
		}
		int first = this.in.readUnsignedByte();
		if (first != '$') {
			throw new AssertionError("expected a packet, got " + (char) first);
		}
		return packet();
	}

	/** Returns the next packet of a channel. */
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

	/** Sets up a stream over this connection and plays it. */
	String play(String stream) throws IOException {
		require(request("SETUP", stream + "/trackID=0", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"));
		return require(request("PLAY", stream + "/", "Range: npt=0.000-"));
	}

	static String require(String response) {
		if (!response.startsWith("RTSP/1.0 200 OK\r\n")) {
			throw new AssertionError(response);
		}
		return response;
	}

	/** Reads until the server closes the connection. */
	void awaitEnd() {
		try {
			byte[] buffer = new byte[65536];
			while (this.in.read(buffer) >= 0) {
				// The data is discarded.
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

	/**
	 * Returns the data that arrives before the connection is reset; fails if it is
	 * closed.
	 */
	byte[] readUntilReset() throws IOException {
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

	/** Returns the number of bytes that have arrived and were not read. */
	int available() throws IOException {
		return this.in.available();
	}

	static String header(String response, String name) {
		Matcher matcher = Pattern.compile("(?mid)^" + name + ": (.*)\r$").matcher(response);
		if (!matcher.find()) {
			throw new AssertionError("no " + name + ": " + response);
		}
		return matcher.group(1);
	}

	/** Returns the response to a digest challenge. */
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
