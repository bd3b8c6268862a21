package org.camerad.simulation;

import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.simulation.Fault;
import org.camerad.driver.simulation.Schedule;

/** Reads a fault that is to be set. */
final class FaultRequest {

	private FaultRequest() {
	}

	/**
	 * Reads a fault.
	 * @param pathName its name, when the body does not say it
	 * @throws Refusal when something is wrong, naming it
	 */
	static Fault read(JsonFields fields, Optional<String> pathName) {
		String name = pathName.or(() -> fields.text("fault"))
			.orElseThrow(() -> new RejectedRequestException("fault: the name of a fault is expected"));
		Optional<String> value = fields.scalar("value");
		try {
			Schedule schedule = new Schedule(fields.time("from").orElse(Duration.ZERO), fields.time("for"),
					fields.count("count"), fields.number("probability").orElse(1));
			fields.requireAllRead();
			return new Fault(name, value, schedule);
		}
		catch (IllegalArgumentException ex) {
			throw new RejectedRequestException(String.valueOf(ex.getMessage()), ex);
		}
	}

}
