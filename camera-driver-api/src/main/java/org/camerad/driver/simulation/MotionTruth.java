package org.camerad.driver.simulation;

import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

import org.camerad.driver.BlockGrid;

/**
 * Ground truth about motion in the scene, independent of the motion detector. Immutable.
 *
 * @param time the time by the camera's clock
 * @param blocks the grid in use; only its selected blocks count
 * @param active the blocks in which something moved within the last 200 ms; empty if the
 * scene is recorded footage, for which there is no ground truth
 */
public record MotionTruth(Instant time, BlockGrid blocks, Optional<BitSet> active) {
}
