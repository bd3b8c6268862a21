package org.camerad.driver.hisilicon.ptz;

import org.camerad.driver.PtzMotion;

/**
 * Which way round the motors are mounted.
 *
 * @param reversePan whether what they call left is right
 * @param reverseTilt whether what they call up is down
 */
public record MotorDirections(boolean reversePan, boolean reverseTilt) {

	int pan(PtzMotion motion) {
		return this.reversePan ? -motion.pan() : motion.pan();
	}

	int tilt(PtzMotion motion) {
		return this.reverseTilt ? -motion.tilt() : motion.tilt();
	}

}
