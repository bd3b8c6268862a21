package org.camerad.driver.sim;

import java.util.Locale;

import org.camerad.driver.sim.fault.FaultKind;

/** The parts of the camera that can fail independently. */
enum CameraPart {

	VIDEO, IMAGE, OSD, MOTION, AUDIO, PTZ, STORAGE, NETWORK, CLOCK, MAINTENANCE, FIRMWARE;

	/**
	 * Returns the lower-case name, as in {@code camera.sim.fault.<part>} and in health.
	 */
	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Returns the fault that makes this part refuse, vanish or be slow. */
	FaultKind fault() {
		return FaultKind.valueOf(name());
	}

}
