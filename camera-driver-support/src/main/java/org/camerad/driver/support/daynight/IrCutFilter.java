package org.camerad.driver.support.daynight;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The infrared filter in front of the sensor: a coil between two lines. A pulse on one
 * line moves it in, a pulse on the other out, and it stays there without power. Otherwise
 * both are low, also after any failure: a current that stays burns the coil. Moves come
 * one after the other, with a rest in between. Threads: any.
 */
public final class IrCutFilter {

	/** The two lines. */
	public interface Lines {

		/**
		 * Drives a line.
		 * @param night whether the line is the one that moves the filter away
		 * @throws IOException if it cannot be driven
		 */
		void drive(boolean night, boolean high) throws IOException;

	}

	private final Lines lines;

	private final Duration pulse;

	private final Duration rest;

	private @Nullable Boolean atNight;

	private long lastMove;

	/**
	 * @param pulse how long a line is powered
	 * @param rest how long the filter rests after a move
	 */
	public IrCutFilter(Lines lines, Duration pulse, Duration rest) {
		this.lines = lines;
		this.pulse = pulse;
		this.rest = rest;
		this.lastMove = System.nanoTime() - rest.toNanos();
	}

	/**
	 * Returns where the filter is: true for the night's place, empty before the first
	 * move and after one that failed.
	 */
	public synchronized Optional<Boolean> atNight() {
		return Optional.ofNullable(this.atNight);
	}

	/** Returns whether a move has to wait because the last one was just before. */
	public synchronized boolean isResting() {
		return left() > 0;
	}

	private long left() {
		return this.rest.toNanos() - (System.nanoTime() - this.lastMove);
	}

	/**
	 * Moves the filter; returns when it has moved. Waits for the end of its rest first.
	 * @param night true to move it away; false to move it in front of the sensor
	 * @throws IOException if a line cannot be driven or this thread is interrupted; the
	 * lines are low then, as far as they can be driven
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
	 * Drives both lines low, each whatever becomes of the other.
	 * @throws IOException if one cannot be driven
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
