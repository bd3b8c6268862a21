package org.camerad.driver;

/**
 * Motion detection (contract 3.16).
 *
 * @param enabled whether it runs
 * @param sensitivity 1 to 100: how small a change of a pixel counts, 100 the smallest
 * @param threshold 1 to 100: the percentage of a selected block's pixels that must have
 * changed for the block to be active; one active block is motion
 * @param nightEnabled whether the night pair replaces the day pair at night
 * @param nightSensitivity as {@code sensitivity}, at night
 * @param nightThreshold as {@code threshold}, at night
 * @param blocks where motion counts
 */
public record Motion(boolean enabled, int sensitivity, int threshold, boolean nightEnabled, int nightSensitivity,
		int nightThreshold, BlockGrid blocks) {
}
