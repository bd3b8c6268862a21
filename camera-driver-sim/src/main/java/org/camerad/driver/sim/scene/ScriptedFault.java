package org.camerad.driver.sim.scene;

/**
 * A fault that the scene's script asks for. The scene only carries it: the simulator's
 * parts act upon it.
 *
 * @param kind which fault, lower-case words with dashes
 * @param value how strong it is; empty for what is usual
 * @param startSeconds seconds since the round began
 * @param durationSeconds seconds
 * @param count how many occasions suffer it at most in a round; 0 for all
 * @param probability how likely each occasion suffers it, 0 to 1
 */
public record ScriptedFault(String kind, String value, double startSeconds, double durationSeconds, int count,
		double probability) {
}
