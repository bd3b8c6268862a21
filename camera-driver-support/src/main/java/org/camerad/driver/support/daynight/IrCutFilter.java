package org.camerad.driver.support.daynight;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The IR-cut filter in front of the sensor, moved by a coil between two lines. A pulse on
 * one line moves it in, a pulse on the other moves it out; it stays there without power.
 * Otherwise both lines are low, also after every failure, because a permanent current
 * burns the coil. Moves are serialized, with a rest between them. Thread-safe.
 */
public final class IrCutFilter {

	/** The two lines of the coil. */
	public interface Lines {

		/**
		 * Drives a line.
		 * @param night true for the line that moves the filter out
		 * @param high whether the line is driven high
		 * @throws IOException if the line cannot be driven
		 */
		void drive(boolean night, boolean high) throws IOException;

	}

	private final Lines lines;

	private final Duration pulse;

	private final Duration rest;

	private @Nullable Boolean atNight;

	private long lastMove;

	/**
	 * Creates a filter whose position is unknown.
	 * @param lines the lines of the coil
	 * @param pulse the length of a pulse
	 * @param rest the time between two moves
	 */
	public IrCutFilter(Lines lines, Duration pulse, Duration rest) {
		this.lines = lines;
		this.pulse = pulse;
		this.rest = rest;
		this.lastMove = System.nanoTime() - rest.toNanos();
	}

	/**
	 * Returns the position: true for the night position, empty before the first move and
	 * after a failed one.
	 */
	public synchronized Optional<Boolean> atNight() {
		return Optional.ofNullable(this.atNight);
	}

	/** Returns whether a move would have to wait for the end of the rest. */
	public synchronized boolean isResting() {
		return left() > 0;
	}

	private long left() {
		return this.rest.toNanos() - (System.nanoTime() - this.lastMove);
	}

	/**
	 * Moves the filter and returns when it has moved. Waits for the end of the rest
	 * first.
	 * @param night true to move the filter out, false to move it in front of the sensor
	 * @throws IOException if a line cannot be driven or the thread is interrupted; both
	 * lines are then low if they can be driven
	 */
	public synchronized void move(boolean night) throws IOException {
		this.atNight = null;
		try {
			bothLow();
			TimeUnit.NANOSECONDS.sleep(left());
			this.lines.drive(night, true);
			TimeUnit.NANOSECONDS.sleep(this.pulse.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while the infrared filter moved");
		}
		finally {
			this.lastMove = System.nanoTime();
			bothLow();
		}
		this.atNight = night;
	}

	/**
	 * Drives both lines low, the second also if the first fails.
	 * @throws IOException if a line cannot be driven
	 */
	public synchronized void bothLow() throws IOException {
		try {
			this.lines.drive(false, false);
		}
		finally {
			this.lines.drive(true, false);
		}
	}

}
