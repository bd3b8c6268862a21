package org.camerad.driver;

/**
 * Where a head and its lens stand.
 *
 * @param panDegrees 0 straight ahead, positive to the right
 * @param tiltDegrees 0 the horizon, positive up
 * @param zoom magnification, 1 the widest
 * @param focus 0 far to 1 near
 * @param iris 0 closed to 1 open
 */
public record PtzPosition(double panDegrees, double tiltDegrees, double zoom, double focus, double iris) {
}
