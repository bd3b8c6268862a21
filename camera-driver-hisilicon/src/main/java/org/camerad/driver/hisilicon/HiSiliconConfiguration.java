package org.camerad.driver.hisilicon;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.ForeignChanges;
import org.camerad.driver.Image;
import org.camerad.driver.hisilicon.board.BoardProperties;
import org.camerad.driver.hisilicon.ptz.PtzProperties;
import org.camerad.driver.hisilicon.streamer.StreamerAddress;
import org.camerad.driver.hisilicon.streamer.StreamerOptions;
import org.camerad.driver.support.properties.DriverProperties;
import org.camerad.driver.support.properties.ForeignChangesProperty;
import org.camerad.driver.support.properties.Property;
import org.camerad.driver.support.properties.PropertyKind;
import org.camerad.driver.support.properties.PropertyValues;

/**
 * The values of {@code camera.hisilicon.*}.
 *
 * @param streamer the address and credentials of the streamer
 * @param options the choices of the operator for the parts of the streamer
 * @param board the board that this service runs on; empty for a gateway
 * @param ptz the PTZ head that the board moves; empty without one
 * @param bridge the Unix socket of the native bridge; empty without one
 * @param exposureTarget the luminance target of automatic exposure, 0 to 255, set through
 * the bridge
 * @param model the model name; empty for the name that the board reports
 * @param serialNumber the serial number; empty for the number that the board reports
 * @param foreignChanges the response to changes by others
 */
record HiSiliconConfiguration(StreamerAddress streamer, StreamerOptions options, Optional<BoardProperties> board,
		Optional<PtzProperties> ptz, Optional<Path> bridge, Optional<Integer> exposureTarget, Optional<String> model,
		Optional<String> serialNumber, ForeignChanges foreignChanges) {

	/** The address of the streamer when this service runs on the board. */
	private static final URI OWN_STREAMER = URI.create("http://127.0.0.1");

	/**
	 * The part of the application's time limit that is reserved for everything except
	 * waiting for the streamer.
	 */
	private static final Duration TIME_LIMIT_MARGIN = Duration.ofMillis(700);

	private static final int MAX_PORT = 65535;

	private static final PropertyKind<String> NAME = PropertyKind
		.matching("[\\x21-\\x7e]([\\x20-\\x7e]{0,62}[\\x21-\\x7e])?", "1 to 64 printable ASCII characters");

	private static final Property<URI> STREAMER_URL = Property.optional("streamer.url", url("http", "https"),
			"HTTP server of the streamer");

	private static final Property<String> STREAMER_USERNAME = Property.of("streamer.username",
			PropertyKind.matching("[^:]{1,64}", "a name without a colon"), "root",
			"user of the board's web interface and RTSP");

	private static final Property<String> STREAMER_PASSWORD = Property.optional("streamer.password",
			PropertyKind.text("a text"), "password of that user; never logged");

	private static final Property<Duration> SNAPSHOT_TIME_LIMIT = Property.of("streamer.snapshot-time-limit",
			PropertyKind.duration(Duration.ofMillis(100), Duration.ofMinutes(1)), "3s", "time for a picture");

	private static final Property<String> RELOAD_PATH = Property.of("streamer.reload-path",
			PropertyKind.matching("/[A-Za-z0-9/._~-]{0,200}", "a path such as /reload"), "/cgi-bin/j/mj-apply.cgi",
			"path of a reload");

	private static final Property<String> REBOOT_PATH = Property.optional("streamer.reboot-path",
			PropertyKind.matching("/[A-Za-z0-9/._~-]{0,200}", "a path such as /reboot"),
			"path that reboots a gateway's board");

	private static final Property<Optional<Boolean>> NIGHT_MODE = Property.of("night-mode",
			PropertyKind.words(List.of("auto", "day", "night"))
				.map((word) -> Optional.of(word.equals("night")).filter((night) -> !word.equals("auto"))),
			"auto", "`auto` follows the light");

	private static final Property<URI> RTSP_URL = Property.optional("streamer.rtsp-url", url("rtsp"),
			"RTSP server, if at another address");

	private static final Property<Boolean> BOARD = Property.optional("board",
			PropertyKind.words(List.of("local", "none")).map("local"::equals),
			"`local`: on the board; `none`: a gateway; by default detected");

	private static final Property<String> MODEL = Property.optional("model", NAME, "model in getmodel and getinfo");

	private static final Property<String> SERIAL_NUMBER = Property.optional("serial-number", NAME,
			"serial number in getinfo");

	private static final Property<Path> BRIDGE_SOCKET = Property.optional("bridge.socket",
			PropertyKind.matching("/.{1,100}", "an absolute path such as /run/camerad-bridge").map(Path::of),
			"socket of the native bridge");

	private static final Property<Integer> EXPOSURE_TARGET = Property.optional("bridge.exposure-target",
			PropertyKind.wholeNumber(Image.RANGE), "target of automatic exposure");

	/** All properties of this driver. */
	static final DriverProperties PROPERTIES = new DriverProperties("hisilicon",
			List.of(STREAMER_URL, STREAMER_USERNAME, STREAMER_PASSWORD, SNAPSHOT_TIME_LIMIT, RELOAD_PATH, REBOOT_PATH,
					RTSP_URL, NIGHT_MODE, BOARD, MODEL, SERIAL_NUMBER, ForeignChangesProperty.PROPERTY, BRIDGE_SOCKET,
					EXPOSURE_TARGET),
			BoardProperties.PROPERTIES, PtzProperties.PROPERTIES);

	/**
	 * Reads the configuration.
	 * @param onBoard whether this machine looks like such a board; the default of {@code
	 * board}
	 * @throws CameraException REFUSED for a wrong value, an unknown name, or a property
	 * that has no effect
	 */
	static HiSiliconConfiguration of(DriverContext context, boolean onBoard) throws CameraException {
		PropertyValues values = PROPERTIES.read(context.properties());
		boolean local = values.find(BOARD).orElse(onBoard);
		values.requireEffect(local, "board=local", BoardProperties.PROPERTIES);
		values.requireEffect(local, "board=local", PtzProperties.PROPERTIES);
		values.requireEffect(!local, "board=none", List.of(REBOOT_PATH));
		return new HiSiliconConfiguration(streamer(values, local, context.timeLimit().minus(TIME_LIMIT_MARGIN)),
				new StreamerOptions(!local, values.find(REBOOT_PATH), values.get(NIGHT_MODE)),
				local ? Optional.of(BoardProperties.of(values)) : Optional.empty(),
				local ? PtzProperties.of(values) : Optional.empty(), values.find(BRIDGE_SOCKET),
				values.find(EXPOSURE_TARGET), values.find(MODEL), values.find(SERIAL_NUMBER),
				values.get(ForeignChangesProperty.PROPERTY));
	}

	private static StreamerAddress streamer(PropertyValues values, boolean local, Duration limit)
			throws CameraException {
		Optional<URI> url = values.find(STREAMER_URL);
		if (url.isEmpty() && !local) {
			throw values.wrong(STREAMER_URL, "must be set to the URL of the streamer, such as http://192.168.1.10, "
					+ "unless this service runs on the board (camera.hisilicon.board=local)");
		}
		return new StreamerAddress(url.orElse(OWN_STREAMER), values.get(STREAMER_USERNAME),
				values.find(STREAMER_PASSWORD), values.get(SNAPSHOT_TIME_LIMIT), limit, values.get(RELOAD_PATH),
				values.find(RTSP_URL));
	}

	private static PropertyKind<URI> url(String... schemes) {
		return new PropertyKind<>("an " + String.join(" or ", schemes) + " URL without user or query",
				(text) -> parseUrl(text).filter((url) -> List.of(schemes).contains(url.getScheme())));
	}

	private static Optional<URI> parseUrl(String text) {
		try {
			return Optional.of(new URI(text.replaceFirst("/+$", "")))
				.filter((url) -> url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null
						&& url.getFragment() == null && url.getPort() != 0 && url.getPort() <= MAX_PORT);
		}
		catch (URISyntaxException ex) {
			// The cause is dropped because it quotes the value, which may hold a
			// password.
			return Optional.empty();
		}
	}

}
