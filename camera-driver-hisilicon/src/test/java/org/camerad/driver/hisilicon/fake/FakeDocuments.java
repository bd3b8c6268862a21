package org.camerad.driver.hisilicon.fake;

import java.io.IOException;

import com.sun.net.httpserver.HttpExchange;
import org.camerad.driver.hisilicon.fake.FakeStreamer.DocumentFault;

/** A server of documents with faults. */
final class FakeDocuments {

	private static final int OK = HttpReply.OK;

	private final PowerSwitch power;

	volatile DocumentFault fault = DocumentFault.NONE;

	FakeDocuments(PowerSwitch power) {
		this.power = power;
	}

	void document(HttpExchange exchange, String json) throws IOException {
		switch (this.fault) {
			case NONE -> HttpReply.send(exchange, OK, "application/json", HttpReply.bytes(json));
			case NONSENSE ->
				HttpReply.send(exchange, OK, "application/json", HttpReply.bytes("<html>I am a page</html>"));
			case HALF ->
				HttpReply.send(exchange, OK, "application/json", HttpReply.bytes(json.substring(0, json.length() / 2)));
			case BROKEN_OFF -> HttpReply.sendHalf(exchange, HttpReply.bytes(json));
			case ENDLESS -> endless(exchange);
			case NEVER -> this.power.hold();
		}
	}

	private void endless(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(OK, 0);
		byte[] blanks = HttpReply.bytes(" ".repeat(1 << 16));
		while (this.power.isOn() && this.fault == DocumentFault.ENDLESS) {
			exchange.getResponseBody().write(blanks);
		}
	}

}
