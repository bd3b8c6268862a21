package org.camerad.driver.sim.scene;

/**
 * A fault that the scene's script asks for. The scene only carries it: the simulator's
 * parts act upon it.
 *
 * @param kind which fault, lower-case words with dashes
 * @param at seconds since the round began
 * @param lasting seconds
 * @param probability how likely each occasion suffers it, 0 to 1
 */
public record Fault(String kind, double at, double lasting, double probability) {
}
