package org.camerad.driver.sim;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import org.camerad.driver.support.file.DurableFiles;
import org.camerad.driver.support.ntp.AdjustableClock;

/**
 * The clock of the camera: the clock of the host plus a shift. The shift survives
 * restarts, so a clock that was set continues. Thread-safe.
 */
final class VirtualClock implements AdjustableClock {

	private static final Logger logger = System.getLogger(VirtualClock.class.getName());

	/** The smallest correction that is written to the disk. */
	private static final Duration MIN_STORED_CHANGE = Duration.ofSeconds(1);

	private final Clock host;

	private final Path file;

	private volatile Duration shift;

	private Duration storedShift;

	VirtualClock(Clock host, Path folder) {
		this.host = host;
		this.file = folder.resolve("clock-shift");
		this.storedShift = read(this.file);
		this.shift = this.storedShift;
	}

	Instant now() {
		return this.host.instant().plus(this.shift);
	}

	@Override
	public Clock host() {
		return this.host;
	}

	/**
	 * Sets the clock. If the shift cannot be stored, the clock continues as before.
	 */
	synchronized void set(Instant now) throws IOException {
		store(Duration.between(this.host.instant(), now));
	}

	/** Corrects the clock to the given lead over the clock of the host. */
	@Override
	public synchronized void shift(Duration lead) throws IOException {
		if (lead.minus(this.storedShift).abs().compareTo(MIN_STORED_CHANGE) < 0) {
			this.shift = lead;
		}
		else {
			store(lead);
		}
	}

	private void store(Duration lead) throws IOException {
		DurableFiles.write(this.file, lead.toString());
		this.storedShift = lead;
		this.shift = lead;
	}

	private static Duration read(Path file) {
		try {
			return Duration.parse(DurableFiles.read(file).orElse("PT0S"));
		}
		catch (IOException | DateTimeException ex) {
			logger.log(Level.WARNING,
					"the clock of the simulator follows the clock of the host: {0} cannot be read: {1}", file, ex);
			return Duration.ZERO;
		}
	}

}
