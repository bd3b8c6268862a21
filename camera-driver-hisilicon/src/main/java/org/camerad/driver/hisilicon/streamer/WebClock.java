package org.camerad.driver.hisilicon.streamer;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Setting;
import tools.jackson.databind.JsonNode;

/**
 * The clock of a board behind a gateway, through the board's web interface. It can be
 * read and set. Time zone and NTP servers stay the owner's. Any thread.
 */
final class WebClock implements ClockControl {

	private static final System.Logger logger = System.getLogger(WebClock.class.getName());

	/** The page's heartbeat, which changes nothing. */
	private static final String STATE = "/cgi-bin/j/pulse.cgi";

	private static final String SET = "/cgi-bin/j/time.cgi?set=";

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

	/** The largest difference from a time that was set: requests take their time. */
	private static final Duration TOLERANCE = Duration.ofSeconds(10);

	private final Streamer streamer;

	/** A time that the board told, and the monotonic time of it. */
	private record Reading(Instant time, long nanos) {
	}

	private volatile Reading reading;

	private WebClock(Streamer streamer, Reading reading) {
		this.streamer = streamer;
		this.reading = reading;
	}

	/** Creates the clock if the board's web interface tells the time. */
	static Optional<WebClock> of(Streamer streamer) {
		try {
			return read(streamer).map((reading) -> new WebClock(streamer, reading));
		}
		catch (CameraException ex) {
			logger.log(System.Logger.Level.WARNING, "the clock of the board is off: " + ex.getMessage());
			return Optional.empty();
		}
	}

	private static Optional<Reading> read(Streamer streamer) throws CameraException {
		StreamerResponse response = streamer.http().get(STATE, REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES);
		if (response.status() == StreamerResponse.NOT_FOUND) {
			return Optional.empty();
		}
		JsonNode told = Json.object(response.requireSuccess(), STATE).path("time_now");
		return Optional.of(told.asString(""))
			.filter((seconds) -> SECONDS.matcher(seconds).matches())
			.map((seconds) -> new Reading(Instant.ofEpochSecond(Long.parseLong(seconds)), System.nanoTime()));
	}

	@Override
	public Instant now() {
		Reading last = this.reading;
		return last.time().plusNanos(System.nanoTime() - last.nanos());
	}

	@Override
	public void set(Instant now) throws CameraException {
		StreamerResponse response = this.streamer.http()
			.get(SET + now.getEpochSecond(), REQUEST_TIMEOUT, StreamerHttp.MAX_DOCUMENT_BYTES)
			.requireSuccess();
		Optional<Reading> held = read(this.streamer);
		held.ifPresent((told) -> this.reading = told);
		boolean set = held.filter((told) -> Duration.between(now, told.time()).abs().compareTo(TOLERANCE) <= 0)
			.isPresent();
		if (!set) {
			throw CameraException.refused("the web interface of the board did not set the clock: "
					+ Json.object(response, SET).path("message").asString("no reason"));
		}
		// The board tells whole seconds. The time that was set is the better one.
		this.reading = new Reading(now, System.nanoTime());
	}

	/** Reads the clock of the board again. */
	void refresh() {
		try {
			read(this.streamer).ifPresent((told) -> this.reading = told);
		}
		catch (CameraException ex) {
			logger.log(System.Logger.Level.DEBUG, "the clock of the board cannot be read", ex);
		}
	}

	@Override
	public Set<Setting> lacks() {
		return EnumSet.of(Setting.TIME_ZONE, Setting.TIME_SOURCE, Setting.NTP_HOST, Setting.NTP_PORT);
	}

	@Override
	public void apply(ClockSettings settings) throws CameraException {
		this.streamer.http();
	}

}
