package org.camerad.driver.support.pelcod;

import java.util.Optional;

import org.camerad.driver.IntRange;

/**
 * The extended commands of Pelco-D (Pelco TF-0002): command 1 is 0, command 2 odd. The
 * ranges are those of the two data bytes.
 */
public enum PelcoDCommand {

	/** Remembers the present view as preset 1 to 255. */
	SET_PRESET(0x03, 0, 0, 1, 255),
	/** Forgets a preset. */
	CLEAR_PRESET(0x05, 0, 0, 1, 255),
	/**
	 * Goes to a preset; many heads have functions behind some, see {@link PresetNumbers}.
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
	/** Begins zone 1 to 8 here. */
	ZONE_START(0x11, 0, 0, 1, 8),
	/** Ends zone 1 to 8 here. */
	ZONE_END(0x13, 0, 0, 1, 8),
	/** Writes a character into column 0 to 39 of the screen. */
	WRITE_CHARACTER(0x15, 0, 39, 0, 255),
	/** Clears the screen. */
	CLEAR_SCREEN(0x17, 0, 0, 0, 0),
	/** Acknowledges alarm 1 to 8. */
	ALARM_ACKNOWLEDGE(0x19, 0, 0, 1, 8),
	/** Shows the zones' names. */
	ZONE_SCAN_ON(0x1B, 0, 0, 0, 0),
	/** Shows no zones' names. */
	ZONE_SCAN_OFF(0x1D, 0, 0, 0, 0),
	/** Begins to record a pattern. */
	PATTERN_START(0x1F, 0, 0, 0, 255),
	/** Ends the record of a pattern. */
	PATTERN_STOP(0x21, 0, 0, 0, 255),
	/** Runs a pattern. */
	PATTERN_RUN(0x23, 0, 0, 0, 255),
	/** How fast the lens zooms, 0 to 3. */
	ZOOM_SPEED(0x25, 0, 0, 0, 3),
	/** How fast the lens focuses, 0 to 3. */
	FOCUS_SPEED(0x27, 0, 0, 0, 3),
	/** Sets the camera back to its defaults. */
	CAMERA_DEFAULTS(0x29, 0, 0, 0, 0),
	/** 0 automatic, 1 on, 2 off (1 off in later papers). */
	AUTO_FOCUS(0x2B, 0, 0, 0, 2),
	/** 0 automatic, 1 on, 2 off. */
	AUTO_IRIS(0x2D, 0, 0, 0, 2),
	/** Automatic gain: 0 automatic, 1 on, 2 off. */
	AUTO_GAIN(0x2F, 0, 0, 0, 2),
	/** 1 on, 2 off. */
	BACKLIGHT_COMPENSATION(0x31, 0, 0, 1, 2),
	/** 1 on, 2 off. */
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
	/** Asks for the part number; for one head on the line only. */
	QUERY(0x45, 0, 255, 0, 255),
	/** Makes the present pan position zero. */
	SET_ZERO(0x49, 0, 0, 0, 0),
	/** Pan position, hundredths of a degree. */
	SET_PAN(0x4B, 0, 255, 0, 255),
	/** Tilt position, hundredths of a degree. */
	SET_TILT(0x4D, 0, 255, 0, 255),
	/** Zoom position, 65535 the limit. */
	SET_ZOOM(0x4F, 0, 255, 0, 255),
	/** Asks for the pan position. */
	QUERY_PAN(0x51, 0, 0, 0, 0),
	/** Asks for the tilt position. */
	QUERY_TILT(0x53, 0, 0, 0, 0),
	/** Asks for the zoom position. */
	QUERY_ZOOM(0x55, 0, 0, 0, 0),
	/** The reply to {@link #QUERY_PAN}. */
	PAN_REPLY(0x59, 0, 255, 0, 255),
	/** The reply to {@link #QUERY_TILT}. */
	TILT_REPLY(0x5B, 0, 255, 0, 255),
	/** The reply to {@link #QUERY_ZOOM}. */
	ZOOM_REPLY(0x5D, 0, 255, 0, 255),
	/** Magnification, hundredths. */
	SET_MAGNIFICATION(0x5F, 0, 255, 0, 255),
	/** Asks for the magnification. */
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

	/** The value of command 2. */
	public int code() {
		return this.code;
	}

	/**
	 * The command with one value: in the second data byte, or in both, the higher one
	 * first, for commands that take two bytes.
	 * @throws IllegalArgumentException for a value that the command does not take
	 */
	public PelcoDFrame frame(int address, int value) {
		int high = value >> 8;
		int low = value & 0xff;
		if (!this.first.contains(high) || !this.second.contains(low)) {
			throw new IllegalArgumentException(this + " does not take " + value);
		}
		return new PelcoDFrame(address, 0, this.code, high, low);
	}

	/** The reply to a query of a position or the magnification; empty for all others. */
	public Optional<PelcoDCommand> reply() {
		return switch (this) {
			case QUERY_PAN -> Optional.of(PAN_REPLY);
			case QUERY_TILT -> Optional.of(TILT_REPLY);
			case QUERY_ZOOM -> Optional.of(ZOOM_REPLY);
			case QUERY_MAGNIFICATION -> Optional.of(MAGNIFICATION_REPLY);
			default -> Optional.empty();
		};
	}

	/** Whether a frame is this command. */
	public boolean matches(PelcoDFrame frame) {
		return frame.command1() == 0 && frame.command2() == this.code;
	}

}
