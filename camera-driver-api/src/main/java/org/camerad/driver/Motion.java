package org.camerad.driver;

/**
 * Settings of the motion detector (contract 3.16). Immutable.
 *
 * @param enabled whether the detector runs
 * @param sensitivity 1 to 100; the higher, the smaller the change of a pixel that counts
 * @param threshold 1 to 100: the percentage of a selected block's pixels that must change
 * to make the block active; one active block is motion
 * @param nightEnabled whether the night values replace the day values at night
 * @param nightSensitivity as {@code sensitivity}, at night
 * @param nightThreshold as {@code threshold}, at night
 * @param blocks the blocks in which motion counts
 */
public record Motion(boolean enabled, int sensitivity, int threshold, boolean nightEnabled, int nightSensitivity,
		int nightThreshold, BlockGrid blocks) {
}
