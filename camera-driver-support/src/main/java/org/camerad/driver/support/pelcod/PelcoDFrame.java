package org.camerad.driver.support.pelcod;

import java.util.Optional;

import org.camerad.driver.IntRange;
import org.camerad.driver.PtzMotion;

/**
 * A Pelco-D frame of seven bytes: FF, address, command 1, command 2, data 1, data 2 and
 * the sum of these five modulo 256 (Pelco TF-0002). Immutable.
 *
 * @param address the address of the head, 0 to 255
 * @param command1 command 1, 0 to 255
 * @param command2 command 2, 0 to 255; odd for an {@linkplain PelcoDCommand extended
 * command}
 * @param data1 data 1, 0 to 255; the pan speed of a motion
 * @param data2 data 2, 0 to 255; the tilt speed of a motion
 */
public record PelcoDFrame(int address, int command1, int command2, int data1, int data2) {

	/** The length of a frame in bytes. */
	public static final int LENGTH = 7;

	/** The first byte of a frame; it may occur inside a frame as well. */
	public static final int SYNC = 0xff;

	static final int FOCUS_NEAR = 0x01;

	static final int IRIS_OPEN = 0x02;

	static final int IRIS_CLOSE = 0x04;

	static final int RIGHT = 0x02;

	static final int LEFT = 0x04;

	static final int UP = 0x08;

	static final int DOWN = 0x10;

	static final int ZOOM_TELE = 0x20;

	static final int ZOOM_WIDE = 0x40;

	static final int FOCUS_FAR = 0x80;

	private static final IntRange BYTE = new IntRange(0, 255);

	/**
	 * Creates a frame.
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public PelcoDFrame {
		if (!BYTE.contains(address) || !BYTE.contains(command1) || !BYTE.contains(command2) || !BYTE.contains(data1)
				|| !BYTE.contains(data2)) {
			throw new IllegalArgumentException(
					"not bytes: " + address + " " + command1 + " " + command2 + " " + data1 + " " + data2);
		}
	}

	/** Returns the frame that stops pan, tilt, zoom, focus and iris. */
	public static PelcoDFrame stop(int address) {
		return new PelcoDFrame(address, 0, 0, 0, 0);
	}

	/**
	 * Returns the frame of a motion of all axes; it replaces the former motion
	 * completely.
	 * @param address the address of the head, 1 to 255
	 * @param motion the directions
	 * @param panSpeed 0 (slowest) to 0x3f, or a turbo value
	 * @param tiltSpeed 0 (slowest) to 0x3f
	 */
	public static PelcoDFrame motion(int address, PtzMotion motion, int panSpeed, int tiltSpeed) {
		int command1 = bit(motion.focus() > 0, FOCUS_NEAR) | bit(motion.iris() > 0, IRIS_OPEN)
				| bit(motion.iris() < 0, IRIS_CLOSE);
		int command2 = bit(motion.pan() > 0, RIGHT) | bit(motion.pan() < 0, LEFT) | bit(motion.tilt() > 0, UP)
				| bit(motion.tilt() < 0, DOWN) | bit(motion.zoom() > 0, ZOOM_TELE) | bit(motion.zoom() < 0, ZOOM_WIDE)
				| bit(motion.focus() < 0, FOCUS_FAR);
		return new PelcoDFrame(address, command1, command2, (motion.pan() != 0) ? panSpeed : 0,
				(motion.tilt() != 0) ? tiltSpeed : 0);
	}

	/**
	 * Reads a frame.
	 * @param bytes the bytes that contain the frame
	 * @param offset the index of its first byte
	 * @return the frame; empty if there are too few bytes, the first is not FF, or the
	 * sum is wrong
	 */
	public static Optional<PelcoDFrame> parse(byte[] bytes, int offset) {
		if (offset < 0 || bytes.length - offset < LENGTH || (bytes[offset] & 0xff) != SYNC) {
			return Optional.empty();
		}
		PelcoDFrame frame = new PelcoDFrame(bytes[offset + 1] & 0xff, bytes[offset + 2] & 0xff,
				bytes[offset + 3] & 0xff, bytes[offset + 4] & 0xff, bytes[offset + 5] & 0xff);
		return ((bytes[offset + 6] & 0xff) == frame.checksum()) ? Optional.of(frame) : Optional.empty();
	}

	/** Returns the sum of all bytes except the first, modulo 256. */
	public int checksum() {
		return this.address + this.command1 + this.command2 + this.data1 + this.data2 & 0xff;
	}

	/** Returns both data bytes as one number, 0 to 65535. */
	public int value() {
		return this.data1 << 8 | this.data2;
	}

	/** Returns the seven bytes that are sent. */
	public byte[] bytes() {
		return new byte[] { (byte) SYNC, (byte) this.address, (byte) this.command1, (byte) this.command2,
				(byte) this.data1, (byte) this.data2, (byte) checksum() };
	}

	private static int bit(boolean set, int bit) {
		return set ? bit : 0;
	}

	/** Returns the bytes in hexadecimal: {@code FF 01 00 04 20 00 25}. */
	@Override
	public String toString() {
		return String.format("FF %02X %02X %02X %02X %02X %02X", this.address, this.command1, this.command2, this.data1,
				this.data2, checksum());
	}

}
