package org.camerad.driver;

import java.time.Instant;
import java.util.BitSet;

/**
 * A change of motion: it begins, continues in other blocks, or ends. Immutable.
 *
 * @param time the time of the picture by the camera's clock
 * @param active whether there is motion
 * @param blocks the active blocks, numbered as in {@link BlockGrid}
 */
public record MotionEvent(Instant time, boolean active, BitSet blocks) {
}
