package org.camerad.live.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.rtsp.RtspVersions;
import org.jspecify.annotations.Nullable;

/**
 * An RTSP request, which creates its responses.
 *
 * @param http the request as Netty has decoded it
 * @param bodyLength the length of the body in bytes
 */
record RtspRequest(HttpRequest http, int bodyLength) {

	/** The supported methods (RFC 2326 section 10). */
	static final List<String> METHODS = List.of("OPTIONS", "DESCRIBE", "SETUP", "PLAY", "PAUSE", "GET_PARAMETER",
			"SET_PARAMETER", "TEARDOWN");

	private static final Set<String> UNSUPPORTED_METHODS = Set.of("ANNOUNCE", "RECORD", "REDIRECT");

	String method() {
		return this.http.method().name();
	}

	@Nullable String header(String name) {
		return this.http.headers().get(name);
	}

	/**
	 * Returns the id in the {@code Session} header without parameters, null for none.
	 */
	@Nullable String session() {
		String header = header("Session");
		return (header == null) ? null : header.split(";", 2)[0].strip();
	}

	/**
	 * Returns the sequence number, null for none. The first of several counts: when it
	 * authenticates, one client library repeats the header of the previous response.
	 */
	private @Nullable String sequence() {
		String number = header("CSeq");
		return (number != null && number.matches("[0-9]{1,9}")) ? number : null;
	}

	/**
	 * Returns the error status of a request that is invalid or not supported, 0 for none.
	 */
	int errorStatus() {
		if (!RtspVersions.RTSP_1_0.equals(this.http.protocolVersion())) {
			return 505;
		}
		if (sequence() == null) {
			return 400;
		}
		if (!METHODS.contains(method())) {
			return UNSUPPORTED_METHODS.contains(method()) ? 405 : 501;
		}
		return requiredOptions().isEmpty() ? 0 : 551;
	}

	/** Returns a response without a body. */
	FullHttpResponse response(int status) {
		FullHttpResponse response = new DefaultFullHttpResponse(RtspVersions.RTSP_1_0, status(status),
				Unpooled.EMPTY_BUFFER);
		HttpHeaders headers = response.headers();
		String sequence = sequence();
		if (sequence != null) {
			headers.set("CSeq", sequence);
		}
		headers.set("Server", "Camerad");
		switch (status) {
			case 405, 501 -> headers.set("Allow", String.join(", ", METHODS));
			case 551 -> headers.set("Unsupported", String.join(", ", requiredOptions()));
			default -> {
			}
		}
		return response;
	}

	/**
	 * Returns the options that the client requires, such as {@code onvif-replay}. The
	 * server supports none.
	 */
	private List<String> requiredOptions() {
		HttpHeaders headers = this.http.headers();
		return Stream.concat(headers.getAll("Require").stream(), headers.getAll("Proxy-Require").stream())
			.flatMap((value) -> Stream.of(value.split(",")))
			.map(String::strip)
			.filter((option) -> !option.isEmpty())
			.toList();
	}

	/**
	 * Returns a response with a body.
	 * @param type the media type
	 */
	FullHttpResponse response(String type, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		FullHttpResponse response = response(200).replace(Unpooled.wrappedBuffer(bytes));
		response.headers().set("Content-Type", type).set("Content-Length", bytes.length);
		return response;
	}

	/**
	 * Returns a status with its RTSP phrase; Netty has the HTTP phrase of these codes.
	 */
	private static HttpResponseStatus status(int status) {
		String phrase = switch (status) {
			case 451 -> "Parameter Not Understood";
			case 453 -> "Not Enough Bandwidth";
			case 454 -> "Session Not Found";
			case 455 -> "Method Not Valid in This State";
			case 457 -> "Invalid Range";
			case 459 -> "Aggregate Operation Not Allowed";
			case 461 -> "Unsupported Transport";
			case 505 -> "RTSP Version Not Supported";
			case 551 -> "Option Not Supported";
			default -> HttpResponseStatus.valueOf(status).reasonPhrase();
		};
		return new HttpResponseStatus(status, phrase);
	}

}
