package org.camerad.driver.support.pelcod;

import java.util.Optional;

import org.camerad.driver.IntRange;

/**
 * An extended command of Pelco-D (Pelco TF-0002): command 1 is 0, command 2 is odd. The
 * numbers are the ranges of the two data bytes.
 */
public enum PelcoDCommand {

	/** Stores the current view as preset 1 to 255. */
	SET_PRESET(0x03, 0, 0, 1, 255),
	/** Deletes a preset. */
	CLEAR_PRESET(0x05, 0, 0, 1, 255),
	/**
	 * Moves to a preset. Many heads assign other functions to some presets, see
	 * {@link PresetNumbers}.
	 */
	GO_TO_PRESET(0x07, 0, 0, 1, 255),
	/** Switches auxiliary output 1 to 8 on. */
	AUX_ON(0x09, 0, 0, 1, 8),
	/** Switches auxiliary output 1 to 8 off. */
	AUX_OFF(0x0B, 0, 0, 1, 8),
	/** Does nothing. */
	DUMMY(0x0D, 0, 255, 0, 255),
	/** Restarts the head. */
	REMOTE_RESET(0x0F, 0, 0, 0, 0),
	/** Starts zone 1 to 8 at the current position. */
	ZONE_START(0x11, 0, 0, 1, 8),
	/** Ends zone 1 to 8 at the current position. */
	ZONE_END(0x13, 0, 0, 1, 8),
	/** Writes a character into column 0 to 39 of the screen. */
	WRITE_CHARACTER(0x15, 0, 39, 0, 255),
	/** Clears the screen. */
	CLEAR_SCREEN(0x17, 0, 0, 0, 0),
	/** Acknowledges alarm 1 to 8. */
	ALARM_ACKNOWLEDGE(0x19, 0, 0, 1, 8),
	/** Shows the names of zones. */
	ZONE_SCAN_ON(0x1B, 0, 0, 0, 0),
	/** Hides the names of zones. */
	ZONE_SCAN_OFF(0x1D, 0, 0, 0, 0),
	/** Starts recording a pattern. */
	PATTERN_START(0x1F, 0, 0, 0, 255),
	/** Stops recording a pattern. */
	PATTERN_STOP(0x21, 0, 0, 0, 255),
	/** Runs a pattern. */
	PATTERN_RUN(0x23, 0, 0, 0, 255),
	/** Sets the zoom speed, 0 to 3. */
	ZOOM_SPEED(0x25, 0, 0, 0, 3),
	/** Sets the focus speed, 0 to 3. */
	FOCUS_SPEED(0x27, 0, 0, 0, 3),
	/** Resets the camera to its defaults. */
	CAMERA_DEFAULTS(0x29, 0, 0, 0, 0),
	/** Auto focus: 0 automatic, 1 on, 2 off (1 off in later documents). */
	AUTO_FOCUS(0x2B, 0, 0, 0, 2),
	/** Auto iris: 0 automatic, 1 on, 2 off. */
	AUTO_IRIS(0x2D, 0, 0, 0, 2),
	/** Auto gain: 0 automatic, 1 on, 2 off. */
	AUTO_GAIN(0x2F, 0, 0, 0, 2),
	/** Backlight compensation: 1 on, 2 off. */
	BACKLIGHT_COMPENSATION(0x31, 0, 0, 1, 2),
	/** Auto white balance: 1 on, 2 off. */
	AUTO_WHITE_BALANCE(0x33, 0, 0, 1, 2),
	/** Device phase-delay mode. */
	PHASE_DELAY_MODE(0x35, 0, 0, 0, 0),
	/** Shutter speed. */
	SHUTTER(0x37, 0, 255, 0, 255),
	/** Line-lock phase delay. */
	LINE_LOCK(0x39, 0, 255, 0, 255),
	/** White balance red to blue. */
	WHITE_BALANCE_RED_BLUE(0x3B, 0, 255, 0, 255),
	/** White balance magenta to green. */
	WHITE_BALANCE_MAGENTA_GREEN(0x3D, 0, 255, 0, 255),
	/** Gain. */
	GAIN(0x3F, 0, 255, 0, 255),
	/** Level of the automatic iris. */
	IRIS_LEVEL(0x41, 0, 255, 0, 255),
	/** Peak value of the automatic iris. */
	IRIS_PEAK(0x43, 0, 255, 0, 255),
	/** Queries the part number; usable only with one head on the line. */
	QUERY(0x45, 0, 255, 0, 255),
	/** Makes the current pan position zero. */
	SET_ZERO(0x49, 0, 0, 0, 0),
	/** Moves to a pan position in hundredths of a degree. */
	SET_PAN(0x4B, 0, 255, 0, 255),
	/** Moves to a tilt position in hundredths of a degree. */
	SET_TILT(0x4D, 0, 255, 0, 255),
	/** Moves to a zoom position, 0 to 65535. */
	SET_ZOOM(0x4F, 0, 255, 0, 255),
	/** Queries the pan position. */
	QUERY_PAN(0x51, 0, 0, 0, 0),
	/** Queries the tilt position. */
	QUERY_TILT(0x53, 0, 0, 0, 0),
	/** Queries the zoom position. */
	QUERY_ZOOM(0x55, 0, 0, 0, 0),
	/** The reply to {@link #QUERY_PAN}. */
	PAN_REPLY(0x59, 0, 255, 0, 255),
	/** The reply to {@link #QUERY_TILT}. */
	TILT_REPLY(0x5B, 0, 255, 0, 255),
	/** The reply to {@link #QUERY_ZOOM}. */
	ZOOM_REPLY(0x5D, 0, 255, 0, 255),
	/** Sets the magnification in hundredths. */
	SET_MAGNIFICATION(0x5F, 0, 255, 0, 255),
	/** Queries the magnification. */
	QUERY_MAGNIFICATION(0x61, 0, 0, 0, 0),
	/** The reply to {@link #QUERY_MAGNIFICATION}. */
	MAGNIFICATION_REPLY(0x63, 0, 255, 0, 255);

	private final int code;

	private final IntRange first;

	private final IntRange second;

	PelcoDCommand(int code, int firstMin, int firstMax, int secondMin, int secondMax) {
		this.code = code;
		this.first = new IntRange(firstMin, firstMax);
		this.second = new IntRange(secondMin, secondMax);
	}

	/** Returns the value of command 2. */
	public int code() {
		return this.code;
	}

	/**
	 * Returns the frame of this command with a value. The value is in the second data
	 * byte or, for commands that take two bytes, in both, the higher one first.
	 * @param address the address of the head, 0 to 255
	 * @param value the value
	 * @throws IllegalArgumentException if the command does not accept the value
	 */
	public PelcoDFrame frame(int address, int value) {
		int high = value >> 8;
		int low = value & 0xff;
		if (!this.first.contains(high) || !this.second.contains(low)) {
			throw new IllegalArgumentException(this + " does not take " + value);
		}
		return new PelcoDFrame(address, 0, this.code, high, low);
	}

	/**
	 * Returns the reply to this query; empty if this is not a query of a position or of
	 * the magnification.
	 */
	public Optional<PelcoDCommand> reply() {
		return switch (this) {
			case QUERY_PAN -> Optional.of(PAN_REPLY);
			case QUERY_TILT -> Optional.of(TILT_REPLY);
			case QUERY_ZOOM -> Optional.of(ZOOM_REPLY);
			case QUERY_MAGNIFICATION -> Optional.of(MAGNIFICATION_REPLY);
			default -> Optional.empty();
		};
	}

	/** Returns whether a frame is this command. */
	public boolean matches(PelcoDFrame frame) {
		return frame.command1() == 0 && frame.command2() == this.code;
	}

}
