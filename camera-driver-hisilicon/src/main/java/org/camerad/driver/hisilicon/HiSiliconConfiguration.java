package org.camerad.driver.hisilicon;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.Image;
import org.camerad.driver.hisilicon.board.BoardProperties;
import org.camerad.driver.hisilicon.properties.Keys;
import org.camerad.driver.hisilicon.ptz.PtzProperties;
import org.camerad.driver.hisilicon.streamer.StreamerAddress;

/**
 * What {@code camera.hisilicon.*} says.
 *
 * @param streamer where the streamer is
 * @param board the board that this service runs on, empty for a gateway
 * @param ptz the head that the board moves, empty without one
 * @param bridge the native bridge's socket, empty without one
 * @param exposureTarget what automatic exposure aims at, set through the bridge
 * @param model the model's name, empty for what the board says
 * @param serialNumber the serial number, empty for what the board says
 */
record HiSiliconConfiguration(StreamerAddress streamer, Optional<BoardProperties> board, Optional<PtzProperties> ptz,
		Optional<Path> bridge, Optional<Integer> exposureTarget, Optional<String> model,
		Optional<String> serialNumber) {

	/** The streamer of the board that this service runs on. */
	private static final String OWN_STREAMER = "http://127.0.0.1";

	/** What is left of the application's time limit for everything but the waiting. */
	private static final Duration MARGIN = Duration.ofMillis(700);

	private static final String TEXT = "[\\x21-\\x7e]([\\x20-\\x7e]{0,62}[\\x21-\\x7e])?";

	private static final int HIGHEST_PORT = 65535;

	/**
	 * @param onBoard whether this machine looks like such a board
	 */
	static HiSiliconConfiguration of(DriverContext context, boolean onBoard) throws CameraException {
		Keys keys = new Keys(context.properties());
		boolean local = keys
			.text("board", "local|none", "local (this service runs on the board) or none (it is a gateway)")
			.map("local"::equals)
			.orElse(onBoard);
		HiSiliconConfiguration configuration = new HiSiliconConfiguration(
				streamer(keys, local, context.timeLimit().minus(MARGIN)),
				local ? Optional.of(BoardProperties.of(keys)) : Optional.empty(),
				local ? PtzProperties.of(keys) : Optional.empty(),
				keys.text("bridge.socket", "/.{1,100}", "an absolute path").map(Path::of),
				keys.number("bridge.exposure-target", Image.RANGE),
				keys.text("model", TEXT, "a name of 1 to 64 printable ASCII characters"),
				keys.text("serial-number", TEXT, "a text of 1 to 64 printable ASCII characters"));
		keys.finish();
		return configuration;
	}

	private static StreamerAddress streamer(Keys keys, boolean local, Duration limit) throws CameraException {
		Optional<URI> url = url(keys, "streamer.url", "http", "https");
		if (url.isEmpty() && !local) {
			throw Keys.wrong("streamer.url", "must be set to where the streamer is, such as http://192.168.1.10, "
					+ "unless this service runs on the board (camera.hisilicon.board=local)");
		}
		return new StreamerAddress(url.orElse(URI.create(OWN_STREAMER)),
				keys.text("streamer.username", "[^:]{1,64}", "a name without a colon").orElse("root"),
				keys.text("streamer.password"),
				keys.duration("streamer.snapshot-time-limit", Duration.ofSeconds(3), Duration.ofMillis(100),
						Duration.ofMinutes(1)),
				limit, keys.text("streamer.reload-path", "/[A-Za-z0-9/._~-]{0,200}", "a path such as /reload")
					.orElse("/cgi-bin/j/mj-apply.cgi"),
				url(keys, "streamer.rtsp-url", "rtsp"));
	}

	private static Optional<URI> url(Keys keys, String key, String... schemes) throws CameraException {
		Optional<String> text = keys.text(key);
		if (text.isEmpty()) {
			return Optional.empty();
		}
		try {
			URI url = new URI(text.get().replaceFirst("/+$", ""));
			boolean plain = url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null
					&& url.getFragment() == null && url.getPort() != 0 && url.getPort() <= HIGHEST_PORT;
			if (plain && List.of(schemes).contains(url.getScheme())) {
				return Optional.of(url);
			}
		}
		catch (URISyntaxException ex) {
			// Said below, without the value, which may hold a password.
		}
		throw Keys.wrong(key,
				"an address such as " + schemes[0] + "://192.168.1.10 is expected, without user or query");
	}

}
