package org.camerad.driver.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.camerad.driver.Resolution;

/**
 * The true objects in one frame of a stream. Immutable.
 *
 * @param number the number of the frame, as the ground-truth strip in its picture has it
 * @param time the time of the frame by the camera's clock, in whole milliseconds
 * @param timeNanos the time of the frame by {@link System#nanoTime()}, as access units
 * have it
 * @param size the size of the picture
 * @param objects the objects that the picture shows; empty if the scene is recorded
 * footage, whose objects are not known
 */
public record FrameTruth(long number, Instant time, long timeNanos, Resolution size,
		Optional<List<SceneObject>> objects) {
}
