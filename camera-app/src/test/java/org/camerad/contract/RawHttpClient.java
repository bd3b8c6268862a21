package org.camerad.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An HTTP client that sends requests byte for byte, because a library would correct
 * targets.
 */
final class RawHttpClient {

	private static final int TIMEOUT_MILLIS = 60_000;

	private RawHttpClient() {
	}

	static RawResponse get(int port, String target, String... headers) {
		return ask("GET", port, target, headers);
	}

	static RawResponse ask(String method, int port, String target, String... headers) {
		return exchange(port, request(method, target, headers));
	}

	/** From another address of this machine. */
	static RawResponse getFrom(String address, int port, String target, String... headers) {
		return exchange(address, port, request("GET", target, headers).getBytes(StandardCharsets.UTF_8));
	}

	static String request(String method, String target, String... headers) {
		StringBuilder request = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
		request.append("Host: camera\r\nConnection: close\r\n");
		List.of(headers).forEach((header) -> request.append(header).append("\r\n"));
		return request.append("\r\n").toString();
	}

	static RawResponse exchange(int port, String request) {
		return exchange("127.0.0.1", port, request.getBytes(StandardCharsets.UTF_8));
	}

	/** Sends a request and reads until the service closes. */
	static RawResponse exchange(String from, int port, byte[] request) {
		try (Socket socket = new Socket()) {
			socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
			socket.setSoTimeout(TIMEOUT_MILLIS);
			return RawResponse.parse(send(socket, request));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A service that refuses early may reset the connection: what came before counts. */
	private static byte[] send(Socket socket, byte[] request) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try {
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
			InputStream input = socket.getInputStream();
			byte[] buffer = new byte[8192];
			for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
				answer.write(buffer, 0, read);
			}
		}
		catch (SocketException ex) {
			if (answer.size() == 0 && !String.valueOf(ex.getMessage()).contains("reset")
					&& !String.valueOf(ex.getMessage()).contains("pipe")) {
				throw ex;
			}
		}
		return answer.toByteArray();
	}

	static boolean isListening(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
