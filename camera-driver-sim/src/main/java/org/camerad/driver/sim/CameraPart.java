package org.camerad.driver.sim;

import java.util.Locale;

import org.camerad.driver.sim.fault.FaultKind;

/** The parts that can fail each by itself. */
enum CameraPart {

	VIDEO, IMAGE, OSD, MOTION, AUDIO, PTZ, STORAGE, NETWORK, CLOCK, MAINTENANCE, FIRMWARE;

	/** The lower-case name, as in {@code camera.sim.fault.<part>} and in health. */
	String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** What makes it refuse, vanish or be slow. */
	FaultKind fault() {
		return FaultKind.valueOf(name());
	}

}
