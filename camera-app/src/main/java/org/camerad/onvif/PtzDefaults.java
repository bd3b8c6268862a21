package org.camerad.onvif;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The defaults of moves, which clients can set: the timeout of a continuous move, and the
 * speed of a move to a position. They are saved. Any thread.
 */
final class PtzDefaults {

	static final Duration SHORTEST = Duration.ofMillis(100);

	static final Duration LONGEST = Duration.ofSeconds(60);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String SAVED_TIMEOUT = "ptz_timeout";

	private static final String SAVED_SPEED = "ptz_speed";

	private final OnvifSettings settings;

	PtzDefaults(OnvifSettings settings) {
		this.settings = settings;
	}

	Duration timeout() {
		return this.settings.find(SAVED_TIMEOUT).map(Duration::parse).orElse(TIMEOUT);
	}

	/** Returns the speed as a share of the highest one. */
	double speed() {
		return this.settings.find(SAVED_SPEED).map(Double::valueOf).orElse(1.0);
	}

	/**
	 * Sets the defaults that a configuration has. All else must be as it is.
	 * @return whether one of them is another now
	 * @throws SoapFault {@code ter:ConfigModify}
	 */
	boolean set(SoapElement configuration, PtzSpaces spaces) {
		checkSpaces(configuration, spaces);
		if (configuration.find("PanTiltLimits").isPresent() || configuration.find("ZoomLimits").isPresent()) {
			throw configModify("this head has no limits that can be set");
		}
		Optional<Duration> timeout = configuration.findText("DefaultPTZTimeout")
			.map((text) -> value(() -> PtzRequests.duration(text)));
		if (timeout.filter((time) -> time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0).isPresent()) {
			throw configModify("the timeout must be from " + SHORTEST + " to " + LONGEST);
		}
		Optional<Double> speed = configuration.find("DefaultPTZSpeed")
			.flatMap((element) -> value(() -> PtzRequests.speed(element)));
		boolean isOther = timeout.filter((time) -> !time.equals(timeout())).isPresent()
				|| speed.filter((share) -> share != speed()).isPresent();
		timeout.ifPresent((time) -> this.settings.save(SAVED_TIMEOUT, time.toString()));
		speed.ifPresent((share) -> this.settings.save(SAVED_SPEED, share.toString()));
		return isOther;
	}

	/** Returns a value; a wrong one is a wrong configuration here. */
	private static <T> T value(Supplier<T> read) {
		try {
			return read.get();
		}
		catch (SoapFault ex) {
			throw configModify(ex.reason());
		}
	}

	private static void checkSpaces(SoapElement configuration, PtzSpaces spaces) {
		Map<String, String> fixed = Map.of("DefaultAbsolutePantTiltPositionSpace", PtzSpaces.POSITION,
				"DefaultAbsoluteZoomPositionSpace", PtzSpaces.ZOOM_POSITION, "DefaultRelativePanTiltTranslationSpace",
				spaces.defaultTranslation(), "DefaultRelativeZoomTranslationSpace", PtzSpaces.ZOOM_TRANSLATION,
				"DefaultContinuousPanTiltVelocitySpace", PtzSpaces.VELOCITY, "DefaultContinuousZoomVelocitySpace",
				PtzSpaces.ZOOM_VELOCITY, "NodeToken", PtzWriter.NODE);
		fixed.forEach((name,
				value) -> configuration.findText(name).filter((wanted) -> !wanted.equals(value)).ifPresent((wanted) -> {
					throw configModify(name + " cannot be changed");
				}));
	}

	private static SoapFault configModify(String reason) {
		return SoapFault.invalidValue("ter:ConfigModify", reason);
	}

}
