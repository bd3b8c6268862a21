package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.CameraException;

/**
 * The infrared filter in front of the sensor: a coil between two pads. A pulse on one
 * moves it in, a pulse on the other out; in between both are driven low, as a current
 * that stays burns the coil. After any failure both are driven low too. Moves come one
 * after the other, with a rest in between.
 */
public final class IrCut {

	private final Gpio gpio;

	private final GpioProperties.Filter pins;

	private long lastMove;

	private boolean moved;

	IrCut(Gpio gpio, GpioProperties.Filter pins) {
		this.gpio = gpio;
		this.pins = pins;
	}

	/**
	 * Moves the filter; returns when it has moved.
	 * @param in true for the day, in front of the sensor; false for the night
	 * @throws CameraException UNAVAILABLE when the pins cannot be driven
	 */
	public synchronized void move(boolean in) throws CameraException {
		try {
			rest();
			pulse(in ? this.pins.in() : this.pins.out());
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the infrared filter cannot be moved: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted while the infrared filter moved", ex);
		}
	}

	private void rest() throws InterruptedException {
		long left = this.pins.pulse().toNanos() - (System.nanoTime() - this.lastMove);
		if (this.moved && left > 0) {
			TimeUnit.NANOSECONDS.sleep(left);
		}
	}

	private void pulse(int pin) throws IOException, InterruptedException {
		try {
			bothLow();
			this.gpio.drive(pin, true);
			TimeUnit.NANOSECONDS.sleep(this.pins.pulse().toNanos());
		}
		finally {
			this.moved = true;
			this.lastMove = System.nanoTime();
			bothLow();
		}
	}

	/** Each is tried, whatever becomes of the other. */
	synchronized void bothLow() throws IOException {
		try {
			this.gpio.drive(this.pins.in(), false);
		}
		finally {
			this.gpio.drive(this.pins.out(), false);
		}
	}

}
