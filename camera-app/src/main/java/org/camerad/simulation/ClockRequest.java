package org.camerad.simulation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.simulation.Simulation;

/** A request that sets the simulated camera's clock or moves it by a duration. */
final class ClockRequest {

	/** The first time that the contract's clock can show. */
	private static final Instant MIN_TIME = Instant.parse("1970-01-01T00:00:00Z");

	private static final Instant MAX_TIME = Instant.parse("2037-12-31T23:59:59Z");

	private ClockRequest() {
	}

	static void apply(JsonFields fields, Simulation simulation) throws CameraException {
		Optional<Instant> now = fields.text("now").map(ClockRequest::instant);
		Optional<Duration> by = fields.time("by");
		fields.requireAllRead();
		if (now.isPresent() == by.isPresent()) {
			throw new RejectedRequestException("now or by: one of them is expected");
		}
		Instant time = now.orElseGet(() -> simulation.time().plus(by.orElse(Duration.ZERO)));
		if (time.isBefore(MIN_TIME) || time.isAfter(MAX_TIME)) {
			throw new RejectedRequestException((now.isPresent() ? "now" : "by") + ": a time from " + MIN_TIME + " to "
					+ MAX_TIME + " is expected");
		}
		simulation.setTime(time);
	}

	private static Instant instant(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			throw new RejectedRequestException("now: a time such as 2026-11-24T12:00:00Z is expected", ex);
		}
	}

}
