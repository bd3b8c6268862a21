package org.camerad.driver.hisilicon.board;

import java.io.IOException;

/** General-purpose pins, by the kernel's numbers. */
public interface Gpio {

	/**
	 * Drives a pin. It stays an output at this level, also when this process ends: a pin
	 * that floats may do anything.
	 */
	void drive(int pin, boolean high) throws IOException;

	/** Reads a pin as an input. */
	boolean read(int pin) throws IOException;

}
