package org.camerad.driver.hisilicon.ptz;

/**
 * The position or the travel of motors.
 *
 * @param pan steps from the left end
 * @param tilt steps from the lower end
 */
public record PanTiltSteps(int pan, int tilt) {
}
