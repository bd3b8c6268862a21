package org.camerad.live.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.rtsp.RtspVersions;
import org.jspecify.annotations.Nullable;

/**
 * A request, and what every answer to it has.
 *
 * @param request the request
 * @param bodyLength how long its body was
 */
record RtspRequest(HttpRequest http, int bodyLength) {

	/** The methods that are served (RFC 2326 section 10). */
	static final List<String> METHODS = List.of("OPTIONS", "DESCRIBE", "SETUP", "PLAY", "PAUSE", "GET_PARAMETER",
			"TEARDOWN");

	private static final Set<String> UNSUPPORTED_METHODS = Set.of("ANNOUNCE", "RECORD", "REDIRECT", "SET_PARAMETER");

	String method() {
		return this.http.method().name();
	}

	@Nullable String header(String name) {
		return this.http.headers().get(name);
	}

	/** The session that is meant, without its parameters, null for none. */
	@Nullable String session() {
		String header = header("Session");
		return (header == null) ? null : header.split(";", 2)[0].strip();
	}

	/**
	 * The request's number, null when it has none. Of several the first counts: a client
	 * library repeats the header of the answer before when it logs in.
	 */
	private @Nullable String sequence() {
		String number = header("CSeq");
		return (number != null && number.matches("[0-9]{1,9}")) ? number : null;
	}

	/** What is wrong with the request itself: a status, 0 for nothing. */
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
		return (header("Require") != null || header("Proxy-Require") != null) ? 551 : 0;
	}

	/** An answer without a body. */
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
			case 551 -> headers.set("Unsupported", unsupported());
			default -> {
			}
		}
		return response;
	}

	private String unsupported() {
		return String.join(", ", this.http.headers().getAll("Require"))
				+ String.join(", ", this.http.headers().getAll("Proxy-Require"));
	}

	/** An answer with a body. */
	FullHttpResponse response(String type, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		FullHttpResponse response = response(200).replace(Unpooled.wrappedBuffer(bytes));
		response.headers().set("Content-Type", type).set("Content-Length", bytes.length);
		return response;
	}

	/** Netty knows RTSP's own statuses by their HTTP words. */
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
