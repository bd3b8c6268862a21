package org.camerad.driver;

/**
 * The position of a PTZ head and its lens. Immutable.
 *
 * @param panDegrees pan in degrees, 0 straight ahead, positive to the right
 * @param tiltDegrees tilt in degrees, 0 horizontal, positive up
 * @param zoom magnification, 1 at the wide end
 * @param focus 0 far to 1 near
 * @param iris 0 closed to 1 open
 */
public record PtzPosition(double panDegrees, double tiltDegrees, double zoom, double focus, double iris) {
}
