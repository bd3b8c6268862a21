package org.camerad.simulation;

import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.simulation.Fault;
import org.camerad.driver.simulation.Schedule;

/** A request that sets a fault. */
final class FaultRequest {

	private FaultRequest() {
	}

	/**
	 * Reads a fault.
	 * @param pathName the fault's name in the path, empty if the body names it
	 * @throws RejectedRequestException if a field is missing, unknown or invalid; the
	 * message names it
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
