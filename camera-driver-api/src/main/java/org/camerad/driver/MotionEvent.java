package org.camerad.driver;

import java.time.Instant;
import java.util.BitSet;

/**
 * Motion has begun, gone on to other blocks, or ended.
 *
 * @param time the picture's time by the camera's clock
 * @param active whether there is motion
 * @param blocks the active blocks, numbered as in {@link BlockGrid}
 */
public record MotionEvent(Instant time, boolean active, BitSet blocks) {
}
