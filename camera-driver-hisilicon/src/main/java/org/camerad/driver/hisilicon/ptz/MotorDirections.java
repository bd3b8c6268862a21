package org.camerad.driver.hisilicon.ptz;

import org.camerad.driver.PtzMotion;

/**
 * The mounting directions of the motors.
 *
 * @param reversePan whether left and right are swapped
 * @param reverseTilt whether up and down are swapped
 */
public record MotorDirections(boolean reversePan, boolean reverseTilt) {

	int pan(PtzMotion motion) {
		return this.reversePan ? -motion.pan() : motion.pan();
	}

	int tilt(PtzMotion motion) {
		return this.reverseTilt ? -motion.tilt() : motion.tilt();
	}

}
