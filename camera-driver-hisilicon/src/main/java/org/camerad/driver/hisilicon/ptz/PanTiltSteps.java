package org.camerad.driver.hisilicon.ptz;

/**
 * Where motors stand, or how far they travel.
 *
 * @param pan steps from the left end
 * @param tilt steps from the lower end
 */
public record PanTiltSteps(int pan, int tilt) {
}
