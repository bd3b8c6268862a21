package org.camerad.driver.hisilicon.rtsp;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An RTSP session (RFC 2326) over one TCP connection with interleaved media. Every read
 * has a timeout and every message a length limit. One thread.
 */
final class RtspConnection implements Closeable {

	private static final int MAX_LINE_CHARS = 8192;

	private static final int MAX_HEADERS = 64;

	private static final int MAX_BODY_BYTES = 1 << 16;

	private static final int OK = 200;

	private static final int UNAUTHORIZED = 401;

	/** Well below the usual session timeout of RTSP servers, one minute. */
	private static final long KEEP_ALIVE_NANOS = Duration.ofSeconds(20).toNanos();

	private final RtspAddress address;

	private final Socket socket = new Socket();

	private final DataInputStream in;

	private final OutputStream out;

	private int sequence;

	private String session = "";

	private String base;

	private @Nullable RtspAuthorization authorization;

	private long lastKeepAliveNanos = System.nanoTime();

	RtspConnection(RtspAddress address, Duration limit) throws IOException {
		this.address = address;
		this.base = address.url().toString();
		try {
			this.socket.connect(new InetSocketAddress(address.url().getHost(), address.port()), (int) limit.toMillis());
			this.socket.setSoTimeout((int) limit.toMillis());
			this.in = new DataInputStream(new BufferedInputStream(this.socket.getInputStream(), 1 << 16));
			this.out = this.socket.getOutputStream();
		}
		catch (IOException ex) {
			this.socket.close();
			throw ex;
		}
	}

	/** A response. */
	private record Response(int status, List<String> headers, String body) {

		Optional<String> header(String name) {
			return headers(name).stream().findFirst();
		}

		List<String> headers(String name) {
			return this.headers.stream()
				.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
				.map((line) -> line.substring(name.length() + 1).strip())
				.toList();
		}

	}

	/** Requests the session description. */
	Sdp describe() throws IOException {
		Response response = request("DESCRIBE", this.base, "Accept: application/sdp");
		response.header("Content-Base").ifPresent((given) -> this.base = given.replaceFirst("/$", ""));
		return Sdp.parse(response.body());
	}

	/** Starts to receive one track. */
	void play(Sdp.Track track) throws IOException {
		String control = track.control();
		String where = control.startsWith("rtsp://") ? control
				: (control.isEmpty() || control.equals("*")) ? this.base : this.base + "/" + control;
		Response response = request("SETUP", where, "Transport: RTP/AVP/TCP;unicast;interleaved=0-1");
		this.session = response.header("Session").map((value) -> value.split(";", 2)[0].strip()).orElse("");
		request("PLAY", this.base, "Range: npt=0.000-");
	}

	/**
	 * Returns the next packet of the track and blocks until it arrives.
	 * @throws IOException if none arrives in time or the connection ended
	 */
	RtpPacket next() throws IOException {
		while (true) {
			if (System.nanoTime() - this.lastKeepAliveNanos > KEEP_ALIVE_NANOS) {
				this.lastKeepAliveNanos = System.nanoTime();
				send("OPTIONS", this.base, "");
			}
			int first = this.in.read();
			if (first < 0) {
				throw new EOFException("it closed the connection");
			}
			if (first != '$') {
				readResponse((char) first + readLine());
				continue;
			}
			int channel = this.in.readUnsignedByte();
			byte[] data = new byte[this.in.readUnsignedShort()];
			this.in.readFully(data);
			Optional<RtpPacket> packet = (channel == 0) ? RtpPacket.parse(data) : Optional.empty();
			if (packet.isPresent()) {
				return packet.get();
			}
		}
	}

	private Response request(String method, String uri, String header) throws IOException {
		Response response = exchange(method, uri, header);
		if (response.status() == UNAUTHORIZED && this.authorization == null) {
			this.authorization = RtspAuthorization.of(response.headers("WWW-Authenticate"), this.address.username(),
					this.address.password().orElse(""));
			response = exchange(method, uri, header);
		}
		if (response.status() != OK) {
			throw new IOException("it responds with " + response.status() + " to " + method);
		}
		return response;
	}

	private Response exchange(String method, String uri, String header) throws IOException {
		send(method, uri, header);
		String line = readLine();
		while (line.isEmpty()) {
			line = readLine();
		}
		return readResponse(line);
	}

	private void send(String method, String uri, String header) throws IOException {
		StringBuilder request = new StringBuilder(
				method + " " + uri + " RTSP/1.0\r\nCSeq: " + ++this.sequence + "\r\n");
		if (this.authorization != null) {
			request.append("Authorization: ").append(this.authorization.header(method, uri)).append("\r\n");
		}
		if (!this.session.isEmpty()) {
			request.append("Session: ").append(this.session).append("\r\n");
		}
		if (!header.isEmpty()) {
			request.append(header).append("\r\n");
		}
		request.append("User-Agent: Camerad\r\n\r\n");
		this.out.write(request.toString().getBytes(StandardCharsets.UTF_8));
		this.out.flush();
	}

	private Response readResponse(String statusLine) throws IOException {
		String[] words = statusLine.split(" ", 3);
		if (words.length < 2 || !words[0].startsWith("RTSP/") || !words[1].matches("[0-9]{3}")) {
			throw new IOException("it does not speak RTSP");
		}
		List<String> headers = new ArrayList<>();
		for (String line = readLine(); !line.isEmpty(); line = readLine()) {
			headers.add(line);
			if (headers.size() > MAX_HEADERS) {
				throw new IOException("its response has too many headers");
			}
		}
		Response response = new Response(Integer.parseInt(words[1]), headers, "");
		int length = response.header("Content-Length")
			.filter((text) -> text.matches("[0-9]{1,6}"))
			.map(Integer::valueOf)
			.orElse(0);
		if (length > MAX_BODY_BYTES) {
			throw new IOException("its response is too long");
		}
		byte[] body = new byte[length];
		this.in.readFully(body);
		return new Response(response.status(), headers, new String(body, StandardCharsets.UTF_8));
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.in.readUnsignedByte(); next != '\n'; next = this.in.readUnsignedByte()) {
			if (line.length() > MAX_LINE_CHARS) {
				throw new IOException("it sends a line without an end");
			}
			line.append((char) next);
		}
		return line.toString().strip();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
