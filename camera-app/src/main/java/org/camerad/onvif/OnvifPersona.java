package org.camerad.onvif;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * The deviations from the specification that a simulated camera has, as client authors
 * report of real ones. A camera on hardware has none.
 */
public enum OnvifPersona {

	NONE, DIGEST_ONLY, LOCAL_CLOCK, NO_MEDIA2, ODD_TOKENS, SLOW_PULL, NO_POSITION;

	private static final Duration PULL_DELAY = Duration.ofSeconds(5);

	private static final Map<String, String> ODD = Map.of("main", "000", "sub", "quality h264", "video_encoder_main",
			"00ef0bd7-fe64-4d1c-a1f6-3b4a0c5d2e71");

	/** Returns whether a WS-UsernameToken is a log-in; else the request has none. */
	boolean acceptsTokens() {
		return this != DIGEST_ONLY;
	}

	/**
	 * Returns the offset of the time that is called UTC.
	 * @param zone the camera's time zone
	 */
	ZoneOffset utc(ZoneOffset zone) {
		return (this == LOCAL_CLOCK) ? zone : ZoneOffset.UTC;
	}

	boolean hasMedia2() {
		return this != NO_MEDIA2;
	}

	/** Returns the time by which responses of PullMessages are late. */
	Duration pullDelay() {
		return (this == SLOW_PULL) ? PULL_DELAY : Duration.ZERO;
	}

	boolean hasPositions() {
		return this != NO_POSITION;
	}

	/** Returns the token that clients see. */
	String outward(String token) {
		return (this == ODD_TOKENS) ? ODD.getOrDefault(token, token) : token;
	}

	/** Returns the token that a client's token stands for. */
	String inward(String token) {
		return (this != ODD_TOKENS) ? token
				: ODD.entrySet()
					.stream()
					.filter((odd) -> odd.getValue().equals(token))
					.map(Map.Entry::getKey)
					.findFirst()
					.orElse(token);
	}

}
