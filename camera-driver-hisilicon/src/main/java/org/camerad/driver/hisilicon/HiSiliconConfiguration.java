package org.camerad.driver.hisilicon;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.DriverContext;
import org.camerad.driver.hisilicon.streamer.StreamerAddress;

/**
 * What {@code camera.hisilicon.*} says.
 *
 * @param streamer where the streamer is
 * @param local whether this service runs on the board itself
 * @param model the model's name, empty for what the board says
 * @param serialNumber the serial number, empty for what the board says
 * @param others the properties of the board's services, the head and the bridge
 */
record HiSiliconConfiguration(StreamerAddress streamer, boolean local, Optional<String> model,
		Optional<String> serialNumber, Map<String, String> others) {

	static final String PREFIX = "camera.hisilicon.";

	/** The streamer of the board that this service runs on. */
	private static final String OWN_STREAMER = "http://127.0.0.1";

	private static final Duration MARGIN = Duration.ofMillis(700);

	private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|)");

	private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,62}[\\x21-\\x7e])?");

	/**
	 * @param onBoard whether this machine looks like such a board
	 */
	static HiSiliconConfiguration of(DriverContext context, boolean onBoard) throws CameraException {
		Map<String, String> left = new TreeMap<>(context.properties());
		boolean local = board(take(left, "board").orElse(onBoard ? "local" : "none"));
		StreamerAddress streamer = streamer(left, local, context.timeLimit().minus(MARGIN));
		Optional<String> model = text("model", take(left, "model"));
		Optional<String> serialNumber = text("serial-number", take(left, "serial-number"));
		for (String key : left.keySet()) {
			if (key.startsWith("streamer.")) {
				throw wrong(key, "not a property of the streamer (url, username, password, snapshot-time-limit, "
						+ "reload-path, rtsp-url)");
			}
		}
		return new HiSiliconConfiguration(streamer, local, model, serialNumber, Map.copyOf(left));
	}

	private static boolean board(String value) throws CameraException {
		return switch (value) {
			case "local" -> true;
			case "none" -> false;
			default ->
				throw wrong("board", "local (this service runs on the board) or none (it is a gateway) is expected");
		};
	}

	private static StreamerAddress streamer(Map<String, String> left, boolean local, Duration limit)
			throws CameraException {
		Optional<String> url = take(left, "streamer.url");
		if (url.isEmpty() && !local) {
			throw wrong("streamer.url", "must be set to where the streamer is, such as http://192.168.1.10, "
					+ "unless this service runs on the board (camera.hisilicon.board=local)");
		}
		String user = take(left, "streamer.username").orElse("root");
		if (user.isEmpty() || user.contains(":")) {
			throw wrong("streamer.username", "a name without a colon is expected");
		}
		Duration pictures = duration("streamer.snapshot-time-limit",
				take(left, "streamer.snapshot-time-limit").orElse("3s"));
		Optional<String> rtsp = take(left, "streamer.rtsp-url");
		return new StreamerAddress(url("streamer.url", url.orElse(OWN_STREAMER), "http", "https"), user,
				take(left, "streamer.password").filter((secret) -> !secret.isEmpty()), pictures, limit,
				path(take(left, "streamer.reload-path").orElse("/cgi-bin/j/mj-apply.cgi")),
				rtsp.isEmpty() ? Optional.empty() : Optional.of(url("streamer.rtsp-url", rtsp.get(), "rtsp")));
	}

	private static URI url(String key, String value, String... schemes) throws CameraException {
		try {
			URI url = new URI(value.replaceFirst("/+$", ""));
			boolean plain = url.getHost() != null && url.getUserInfo() == null && url.getQuery() == null
					&& url.getFragment() == null && url.getPort() <= 65535 && url.getPort() != 0;
			if (plain && java.util.List.of(schemes).contains(url.getScheme())) {
				return url;
			}
		}
		catch (URISyntaxException ex) {
			// Said below, without the value, which may hold a password.
		}
		throw wrong(key, "an address such as " + schemes[0] + "://192.168.1.10 is expected, without user or query");
	}

	private static String path(String value) throws CameraException {
		if (!value.matches("/[A-Za-z0-9/._~-]{0,200}")) {
			throw wrong("streamer.reload-path", "a path such as /cgi-bin/j/mj-apply.cgi is expected");
		}
		return value;
	}

	private static Duration duration(String key, String value) throws CameraException {
		Matcher matcher = DURATION.matcher(value.toLowerCase(Locale.ROOT));
		if (matcher.matches()) {
			long number = Long.parseLong(matcher.group(1));
			Duration duration = matcher.group(2).equals("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
			if (duration.toMillis() >= 100 && duration.toSeconds() <= 60) {
				return duration;
			}
		}
		throw wrong(key, "a time from 100ms to 60s such as 500ms or 3s is expected");
	}

	private static Optional<String> text(String key, Optional<String> value) throws CameraException {
		if (value.isPresent() && !TEXT.matcher(value.get()).matches()) {
			throw wrong(key, "1 to 64 printable ASCII characters are expected");
		}
		return value;
	}

	private static Optional<String> take(Map<String, String> left, String key) {
		return Optional.ofNullable(left.remove(key)).map(String::strip);
	}

	private static CameraException wrong(String key, String what) {
		return CameraException.refused(PREFIX + key + ": " + what);
	}

	/** Without the password. */
	@Override
	public String toString() {
		return "HiSiliconConfiguration[" + this.streamer + ", local=" + this.local + "]";
	}

}
