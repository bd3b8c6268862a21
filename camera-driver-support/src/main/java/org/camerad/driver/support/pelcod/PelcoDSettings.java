package org.camerad.driver.support.pelcod;

import java.time.Duration;
import java.util.Set;

import org.camerad.driver.IntRange;

/**
 * The protocol settings of a Pelco-D head. Immutable.
 *
 * @param address the address of the head, 1 to 255
 * @param baudRate the baud rate: 2400, 4800 or 9600
 * @param turbo the pan speed byte of speed 10
 * @param repeat the interval at which a continuing motion is sent again, for heads that
 * stop by themselves, 0 to 60 s; zero for never
 * @param spacing the time from the start of one frame to the start of the next, 0 to 60
 * s; at least the duration of a frame plus 10 ms is used
 * @param reversalPause the rest of an axis before it reverses, 0 to 60 s
 * @param presets the numbers of presets in the head
 * @param respondsToQueries whether the head responds to queries, so that its position is
 * known
 */
public record PelcoDSettings(int address, int baudRate, Turbo turbo, Duration repeat, Duration spacing,
		Duration reversalPause, PresetNumbers presets, boolean respondsToQueries) {

	/**
	 * A pan speed above all others. Pelco's documents contradict each other about its
	 * byte.
	 */
	public enum Turbo {

		/** No turbo speed; speed 10 is 3F. */
		OFF(0x3f),
		/** The byte FF, as in the manual of 1999. */
		FF(0xff),
		/** The byte 40, as in TF-0002. */
		HEX_40(0x40);

		private final int fastest;

		Turbo(int fastest) {
			this.fastest = fastest;
		}

		/** Returns the pan speed byte of speed 10. */
		int fastest() {
			return this.fastest;
		}

	}

	private static final IntRange ADDRESSES = new IntRange(1, 255);

	private static final Set<Integer> BAUD_RATES = Set.of(2400, 4800, 9600);

	private static final Duration MAX_SPAN = Duration.ofMinutes(1);

	private static final int FRAME_BITS = 10 * PelcoDFrame.LENGTH;

	private static final Duration MARGIN = Duration.ofMillis(10);

	/**
	 * Creates settings.
	 * @throws IllegalArgumentException if a value is not permitted
	 */
	public PelcoDSettings {
		if (!ADDRESSES.contains(address)) {
			throw new IllegalArgumentException("a Pelco-D address must be 1-255: " + address);
		}
		if (!BAUD_RATES.contains(baudRate)) {
			throw new IllegalArgumentException("a Pelco-D baud rate must be 2400, 4800 or 9600: " + baudRate);
		}
		checkSpan("repeat", repeat);
		checkSpan("spacing", spacing);
		checkSpan("reversal pause", reversalPause);
	}

	private static void checkSpan(String name, Duration span) {
		if (span.isNegative() || span.compareTo(MAX_SPAN) > 0) {
			throw new IllegalArgumentException("a Pelco-D " + name + " must be 0-60 s: " + span);
		}
	}

	/**
	 * Returns the default settings: no turbo, no repetition, ten frames a second, 150 ms
	 * before a reversal, {@link PresetNumbers#DEFAULT}, no response to queries.
	 * @param address the address of the head, 1 to 255
	 * @param baudRate the baud rate: 2400, 4800 or 9600
	 * @throws IllegalArgumentException if a value is not permitted
	 */
	public static PelcoDSettings defaults(int address, int baudRate) {
		return new PelcoDSettings(address, baudRate, Turbo.OFF, Duration.ZERO, Duration.ofMillis(100),
				Duration.ofMillis(150), PresetNumbers.DEFAULT, false);
	}

	/** Returns these settings with another turbo speed. */
	public PelcoDSettings withTurbo(Turbo other) {
		return new PelcoDSettings(this.address, this.baudRate, other, this.repeat, this.spacing, this.reversalPause,
				this.presets, this.respondsToQueries);
	}

	/** Returns these settings with another interval of repetition; zero for never. */
	public PelcoDSettings withRepeat(Duration other) {
		return new PelcoDSettings(this.address, this.baudRate, this.turbo, other, this.spacing, this.reversalPause,
				this.presets, this.respondsToQueries);
	}

	/** Returns these settings with other preset numbers. */
	public PelcoDSettings withPresets(PresetNumbers other) {
		return new PelcoDSettings(this.address, this.baudRate, this.turbo, this.repeat, this.spacing,
				this.reversalPause, other, this.respondsToQueries);
	}

	/** Returns these settings for a head that responds to queries or does not. */
	public PelcoDSettings withQueries(boolean other) {
		return new PelcoDSettings(this.address, this.baudRate, this.turbo, this.repeat, this.spacing,
				this.reversalPause, this.presets, other);
	}

	/** Returns the minimum time between the starts of two frames. */
	Duration minSpacing() {
		return Duration.ofNanos(FRAME_BITS * 1_000_000_000L / this.baudRate).plus(MARGIN);
	}

	/**
	 * Returns the time between the starts of two frames, unless the second is a stop.
	 */
	Duration normalSpacing() {
		return (this.spacing.compareTo(minSpacing()) < 0) ? minSpacing() : this.spacing;
	}

	/** Returns the pan speed byte for speed 1 to 10: 01 to 3F, or the turbo byte. */
	int panSpeed(int speed) {
		return (speed == 10) ? this.turbo.fastest() : tiltSpeed(speed);
	}

	/** Returns the tilt speed byte for speed 1 to 10: 01 to 3F. */
	int tiltSpeed(int speed) {
		return 1 + (62 * (speed - 1) + 4) / 9;
	}

}
