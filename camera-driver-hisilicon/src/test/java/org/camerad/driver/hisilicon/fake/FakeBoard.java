package org.camerad.driver.hisilicon.fake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import com.sun.net.httpserver.HttpExchange;

/** The pages of a board's web interface that a gateway uses for clock and reboot. */
final class FakeBoard {

	static final String STATE = "/cgi-bin/j/pulse.cgi";

	static final String TIME = "/cgi-bin/j/time.cgi";

	static final String REBOOT = "/cgi-bin/fw-restart.cgi";

	private final boolean present;

	private final Runnable reboot;

	/** The difference of the board's clock from the machine's. */
	private volatile Duration offset = Duration.ofHours(-3);

	FakeBoard(boolean present, Runnable reboot) {
		this.present = present;
		this.reboot = reboot;
	}

	void respond(HttpExchange exchange, String path, String query) throws IOException {
		if (!this.present) {
			HttpReply.send(exchange, 404, "text/html", HttpReply.bytes("<html>not found</html>"));
			return;
		}
		switch (path) {
			case STATE -> json(exchange,
					"{\"time_now\":\"%d\",\"uptime_s\":7}".formatted(Instant.now().plus(this.offset).getEpochSecond()));
			case TIME -> json(exchange, setTime(String.valueOf(query)));
			default -> {
				HttpReply.send(exchange, HttpReply.OK, "text/html", HttpReply.bytes("<html>Restarting</html>"));
				this.reboot.run();
			}
		}
	}

	/** Takes digits alone, as the script does; without them it asks an NTP server. */
	private String setTime(String query) {
		if (!query.matches("set=[0-9]+")) {
			return "{\"result\":\"danger\",\"message\":\"Invalid timestamp.\"}";
		}
		this.offset = Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(query.substring(4))));
		return "{\"result\":\"success\",\"message\":\"Camera clock set from browser.\"}";
	}

	private static void json(HttpExchange exchange, String text) throws IOException {
		HttpReply.send(exchange, HttpReply.OK, "application/json", HttpReply.bytes(text));
	}

}
