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
import org.camerad.driver.hisilicon.ptz.PtzProperties;
import org.camerad.driver.hisilicon.streamer.StreamerAddress;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.hisilicon.*}.
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
	private static final URI OWN_STREAMER = URI.create("http://127.0.0.1");

	/**
	 * The part of the application's time limit that is left for everything but the
	 * waiting.
	 */
	private static final Duration TIME_LIMIT_MARGIN = Duration.ofMillis(700);

	private static final int MAX_PORT = 65535;

	private static final PropertyKind<String> NAME = PropertyKind
		.matching("[\\x21-\\x7e]([\\x20-\\x7e]{0,62}[\\x21-\\x7e])?", "1 to 64 printable ASCII characters");

	private static final Property<URI> STREAMER_URL = Property.optional("streamer.url", url("http", "https"),
			"the streamer's HTTP server; `http://127.0.0.1` on the board, a gateway must say it");

	private static final Property<String> STREAMER_USERNAME = Property.of("streamer.username",
			PropertyKind.matching("[^:]{1,64}", "a name without a colon"), "root",
			"as for the board's own web interface; RTSP takes the same");

	private static final Property<String> STREAMER_PASSWORD = Property.optional("streamer.password",
			PropertyKind.text("a text"), "the user's password; never in the URL, never in a log");

	private static final Property<Duration> SNAPSHOT_TIME_LIMIT = Property.of("streamer.snapshot-time-limit",
			PropertyKind.duration(Duration.ofMillis(100), Duration.ofMinutes(1)), "3s",
			"how long one picture may take");

	private static final Property<String> RELOAD_PATH = Property.of("streamer.reload-path",
			PropertyKind.matching("/[A-Za-z0-9/._~-]{0,200}", "a path such as /reload"), "/cgi-bin/j/mj-apply.cgi",
			"what makes a build reload that does not do so by itself");

	private static final Property<URI> RTSP_URL = Property.optional("streamer.rtsp-url", url("rtsp"),
			"the streamer's RTSP server; by default the URL's host and the streamer's `rtsp.port`");

	private static final Property<Boolean> BOARD = Property.optional("board",
			PropertyKind.words(List.of("local", "none")).map("local"::equals),
			"`local`: this service runs on the board, the default where `/proc/umap/sys` is; `none`: it is a gateway");

	private static final Property<String> MODEL = Property.optional("model", NAME,
			"what getmodel and getinfo tell; by default what the board says, `OpenIPC` for a gateway");

	private static final Property<String> SERIAL_NUMBER = Property.optional("serial-number", NAME,
			"what getinfo tells; by default what the board says, the URL's host for a gateway");

	private static final Property<Path> BRIDGE_SOCKET = Property.optional("bridge.socket",
			PropertyKind.matching("/.{1,100}", "an absolute path such as /run/camerad-bridge").map(Path::of),
			"the native bridge's socket; none: no bridge");

	private static final Property<Integer> EXPOSURE_TARGET = Property.optional("bridge.exposure-target",
			PropertyKind.wholeNumber(Image.RANGE), "what automatic exposure aims at, set through the bridge");

	/** Every property of this driver. */
	static final DriverProperties PROPERTIES = new DriverProperties("hisilicon",
			List.of(STREAMER_URL, STREAMER_USERNAME, STREAMER_PASSWORD, SNAPSHOT_TIME_LIMIT, RELOAD_PATH, RTSP_URL,
					BOARD, MODEL, SERIAL_NUMBER, BRIDGE_SOCKET, EXPOSURE_TARGET),
			BoardProperties.PROPERTIES, PtzProperties.PROPERTIES);

	/**
	 * Reads the configuration.
	 * @param onBoard whether this machine looks like such a board
	 * @throws CameraException REFUSED for a wrong value, an unknown name or a property
	 * without effect
	 */
	static HiSiliconConfiguration of(DriverContext context, boolean onBoard) throws CameraException {
		PropertyValues values = PROPERTIES.read(context.properties());
		boolean local = values.find(BOARD).orElse(onBoard);
		values.requireEffect(local, "board=local", BoardProperties.PROPERTIES);
		values.requireEffect(local, "board=local", PtzProperties.PROPERTIES);
		return new HiSiliconConfiguration(streamer(values, local, context.timeLimit().minus(TIME_LIMIT_MARGIN)),
				local ? Optional.of(BoardProperties.of(values)) : Optional.empty(),
				local ? PtzProperties.of(values) : Optional.empty(), values.find(BRIDGE_SOCKET),
				values.find(EXPOSURE_TARGET), values.find(MODEL), values.find(SERIAL_NUMBER));
	}

	private static StreamerAddress streamer(PropertyValues values, boolean local, Duration limit)
			throws CameraException {
		Optional<URI> url = values.find(STREAMER_URL);
		if (url.isEmpty() && !local) {
			throw values.wrong(STREAMER_URL, "must be set to where the streamer is, such as http://192.168.1.10, "
					+ "unless this service runs on the board (camera.hisilicon.board=local)");
		}
		return new StreamerAddress(url.orElse(OWN_STREAMER), values.get(STREAMER_USERNAME),
				values.find(STREAMER_PASSWORD), values.get(SNAPSHOT_TIME_LIMIT), limit, values.get(RELOAD_PATH),
				values.find(RTSP_URL));
	}

	private static PropertyKind<URI> url(String... schemes) {
		return new PropertyKind<>("an address such as " + schemes[0] + "://192.168.1.10, without user or query",
				(text) -> parseUrl(text).filter((url) -> List.of(schemes).contains(url.getScheme())));
	}

	private static Optional<URI> parseUrl(String text) {
		try {
			return Optional.of(new URI(text.replaceFirst("/+$", "")))
				.filter((url) -> url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null
						&& url.getFragment() == null && url.getPort() != 0 && url.getPort() <= MAX_PORT);
		}
		catch (URISyntaxException ex) {
			// Not passed on: it quotes the value, which may hold a password.
			return Optional.empty();
		}
	}

}
