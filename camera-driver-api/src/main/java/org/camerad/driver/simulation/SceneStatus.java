package org.camerad.driver.simulation;

import java.time.Duration;

/**
 * The scene in front of a simulated camera. Immutable.
 *
 * @param name the name of the scene
 * @param playing whether the scene plays; false while it is paused
 * @param at the position in the loop
 * @param length the length of the loop
 */
public record SceneStatus(String name, boolean playing, Duration at, Duration length) {
}
