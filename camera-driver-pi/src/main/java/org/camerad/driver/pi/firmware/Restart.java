package org.camerad.driver.pi.firmware;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;

import org.camerad.driver.pi.process.Command;
import org.camerad.driver.pi.process.Outcome;
import org.camerad.driver.pi.process.Programs;

/** Restarts the system once new firmware is in place. */
public final class Restart implements Runnable {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final Programs programs;

	public Restart(Programs programs) {
		this.programs = programs;
	}

	@Override
	public void run() {
		try {
			Outcome outcome = Command
				.of(this.programs.find("systemctl").orElseThrow(() -> new IOException("systemctl is not installed")),
						"reboot")
				.run(LIMIT);
			if (!outcome.isSuccess()) {
				throw new IOException(outcome.complaint());
			}
		}
		catch (IOException ex) {
			System.getLogger(Restart.class.getName())
				.log(Level.ERROR, "the new firmware waits for a reboot by hand: {0}", ex.getMessage());
		}
	}

}
