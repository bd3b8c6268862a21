package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.camerad.driver.PtzMotion;
import org.camerad.driver.support.pelcod.ByteLine;

/**
 * XM's zoom boards on a serial port. Their frames only resemble Pelco-D: C5, address, two
 * command bytes, two speeds, the sum of these five modulo 100, 5C. The line has 115200
 * baud and starts with a preamble (OpenIPC motors, xm-uart).
 */
final class XmUartMotors implements Motors {

	/** The only line speed of these boards, in baud. */
	static final int BAUD_RATE = 115200;

	private static final byte[] PREAMBLE = HexFormat.of().parseHex("a57b9ef0efeee0f4");

	private static final int ADDRESS = 1;

	private static final int FOCUS_NEAR = 0x01;

	private static final int FOCUS_FAR = 0x80;

	private static final int RIGHT = 0x02;

	private static final int LEFT = 0x04;

	private static final int UP = 0x08;

	private static final int DOWN = 0x10;

	private static final int TELE = 0x20;

	private static final int WIDE = 0x40;

	private static final int MAX_SPEED = 63;

	private final ByteLine.Opener opener;

	private final MotorDirections directions;

	private @Nullable ByteLine line;

	XmUartMotors(ByteLine.Opener opener, MotorDirections directions) {
		this.opener = opener;
		this.directions = directions;
	}

	@Override
	public void move(PtzMotion motion) throws IOException {
		send(frame(motion));
	}

	@Override
	public void stop() throws IOException {
		send(frame(PtzMotion.STILL));
	}

	byte[] frame(PtzMotion motion) {
		int pan = this.directions.pan(motion);
		int tilt = this.directions.tilt(motion);
		int command1 = (motion.focus() > 0) ? FOCUS_NEAR : 0;
		int command2 = directionBits(pan, RIGHT, LEFT) | directionBits(tilt, UP, DOWN)
				| directionBits(motion.zoom(), TELE, WIDE) | ((motion.focus() < 0) ? FOCUS_FAR : 0);
		int speed = motion.speed() * MAX_SPEED / PtzMotion.SPEED.max();
		int panSpeed = (pan != 0) ? speed : 0;
		int tiltSpeed = (tilt != 0) ? speed : 0;
		int sum = (ADDRESS + command1 + command2 + panSpeed + tiltSpeed) % 100;
		return new byte[] { (byte) 0xc5, ADDRESS, (byte) command1, (byte) command2, (byte) panSpeed, (byte) tiltSpeed,
				(byte) sum, 0x5c };
	}

	private static int directionBits(int direction, int positive, int negative) {
		return (direction > 0) ? positive : (direction < 0) ? negative : 0;
	}

	/** Sends a frame. After a failure the next frame opens the line again. */
	private synchronized void send(byte[] frame) throws IOException {
		ByteLine opened = this.line;
		if (opened == null) {
			opened = this.opener.open();
			this.line = opened;
			write(opened, PREAMBLE);
		}
		write(opened, frame);
	}

	private void write(ByteLine opened, byte[] bytes) throws IOException {
		try {
			opened.write(bytes);
		}
		catch (IOException ex) {
			this.line = null;
			opened.close();
			throw ex;
		}
	}

	@Override
	public Optional<PanTiltSteps> position() {
		return Optional.empty();
	}

	@Override
	public void goTo(PanTiltSteps target) throws IOException {
		throw new IOException("the head does not report a position");
	}

	@Override
	public synchronized void close() throws IOException {
		ByteLine opened = this.line;
		this.line = null;
		if (opened != null) {
			try (opened) {
				opened.write(frame(PtzMotion.STILL));
			}
		}
	}

}
