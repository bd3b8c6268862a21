package org.camerad.driver.hisilicon.fake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;

/** HTTP responses, complete or interrupted. */
final class HttpReply {

	static final int OK = 200;

	private HttpReply() {
	}

	static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
		if (body.length > 0) {
			exchange.getResponseBody().write(body);
		}
	}

	/** Sends half of the announced body. */
	static void sendHalf(HttpExchange exchange, byte[] body) throws IOException {
		exchange.sendResponseHeaders(OK, body.length);
		exchange.getResponseBody().write(body, 0, body.length / 2);
		exchange.getResponseBody().flush();
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
