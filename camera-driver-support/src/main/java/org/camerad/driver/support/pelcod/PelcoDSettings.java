package org.camerad.driver.support.pelcod;

import java.time.Duration;
import java.util.Set;

import org.camerad.driver.IntRange;

/**
 * How a Pelco-D head is spoken to.
 *
 * @param address 1 to 255; 0 is no head's
 * @param baudRate 2400, 4800 or 9600
 * @param turbo what speed 10 means for pan
 * @param repeat how often a motion that goes on is sent again, for heads that stop by
 * themselves; zero never
 * @param spacing from the beginning of one frame to that of the next; never less than a
 * frame takes and 10 ms
 * @param reversalPause how long an axis rests before it turns the other way
 * @param presets which numbers presets have in the head
 * @param answering whether the head answers queries, so that its position can be asked
 * for
 */
public record PelcoDSettings(int address, int baudRate, Turbo turbo, Duration repeat, Duration spacing,
		Duration reversalPause, PresetNumbers presets, boolean answering) {

	/**
	 * A pan speed above all others. Pelco's papers contradict each other about the byte.
	 */
	public enum Turbo {

		/** None: speed 10 is 3F. */
		OFF(0x3f),
		/** FF, as in the manual of 1999. */
		FF(0xff),
		/** 40, as in TF-0002. */
		HEX_40(0x40);

		private final int fastest;

		Turbo(int fastest) {
			this.fastest = fastest;
		}

		/** The pan speed byte of speed 10. */
		int fastest() {
			return this.fastest;
		}

	}

	private static final IntRange ADDRESSES = new IntRange(1, 255);

	private static final Set<Integer> BAUD_RATES = Set.of(2400, 4800, 9600);

	private static final Duration LONGEST_SPAN = Duration.ofMinutes(1);

	private static final int FRAME_BITS = 10 * PelcoDFrame.LENGTH;

	private static final Duration MARGIN = Duration.ofMillis(10);

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
		if (span.isNegative() || span.compareTo(LONGEST_SPAN) > 0) {
			throw new IllegalArgumentException("a Pelco-D " + name + " must be 0-60 s: " + span);
		}
	}

	/**
	 * The usual: no turbo, no repeating, ten frames a second, 150 ms before a reversal,
	 * {@link PresetNumbers#USUAL}, no answers.
	 */
	public static PelcoDSettings usual(int address, int baudRate) {
		return new PelcoDSettings(address, baudRate, Turbo.OFF, Duration.ZERO, Duration.ofMillis(100),
				Duration.ofMillis(150), PresetNumbers.USUAL, false);
	}

	/** With a turbo speed. */
	public PelcoDSettings withTurbo(Turbo other) {
		return new PelcoDSettings(this.address, this.baudRate, other, this.repeat, this.spacing, this.reversalPause,
				this.presets, this.answering);
	}

	/** With a motion sent again so often; zero never. */
	public PelcoDSettings withRepeat(Duration other) {
		return new PelcoDSettings(this.address, this.baudRate, this.turbo, other, this.spacing, this.reversalPause,
				this.presets, this.answering);
	}

	/** With other numbers of presets. */
	public PelcoDSettings withPresets(PresetNumbers other) {
		return new PelcoDSettings(this.address, this.baudRate, this.turbo, this.repeat, this.spacing,
				this.reversalPause, other, this.answering);
	}

	/** With a head that answers queries, or one that does not. */
	public PelcoDSettings withAnswering(boolean other) {
		return new PelcoDSettings(this.address, this.baudRate, this.turbo, this.repeat, this.spacing,
				this.reversalPause, this.presets, other);
	}

	/** The least that may lie between the beginnings of two frames. */
	Duration leastSpacing() {
		return Duration.ofNanos(FRAME_BITS * 1_000_000_000L / this.baudRate).plus(MARGIN);
	}

	/** What lies between the beginnings of two frames, unless the second is a stop. */
	Duration usualSpacing() {
		return (this.spacing.compareTo(leastSpacing()) < 0) ? leastSpacing() : this.spacing;
	}

	/** The pan speed byte for speed 1 to 10: 01 to 3F, or turbo. */
	int panSpeed(int speed) {
		return (speed == 10) ? this.turbo.fastest() : tiltSpeed(speed);
	}

	/** The tilt speed byte for speed 1 to 10: 01 to 3F. */
	int tiltSpeed(int speed) {
		return 1 + (62 * (speed - 1) + 4) / 9;
	}

}
