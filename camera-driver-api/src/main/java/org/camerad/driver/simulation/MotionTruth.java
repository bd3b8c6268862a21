package org.camerad.driver.simulation;

import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

import org.camerad.driver.BlockGrid;

/**
 * Where something really moves, whether or not detection is on.
 *
 * @param time the moment, by the camera's clock
 * @param blocks the grid in use; only its selected blocks count
 * @param active the blocks in which something moved within the last fifth of a second;
 * empty when the scene is recorded footage, about which nothing is known
 */
public record MotionTruth(Instant time, BlockGrid blocks, Optional<BitSet> active) {
}
