package org.camerad.driver.hisilicon.board;

import java.io.IOException;

/** General-purpose pins by the numbers of the kernel. */
public interface Gpio {

	/**
	 * Drives a pin. It remains an output at this level after this process ends, because
	 * the effect of a floating pin is undefined.
	 * @throws IOException if the kernel does not offer the pin
	 */
	void drive(int pin, boolean high) throws IOException;

	/**
	 * Reads a pin as an input.
	 * @throws IOException if the kernel does not offer the pin
	 */
	boolean read(int pin) throws IOException;

}
