package org.camerad.driver.sim.scene;

/**
 * A fault in a scene file. The scene only carries it; the parts of the simulator act on
 * it.
 *
 * @param kind name of the fault, lower-case words with dashes
 * @param value its value; empty for the default one
 * @param startSeconds seconds since the loop began
 * @param durationSeconds seconds
 * @param count maximum number of triggers per loop; 0 for unlimited
 * @param probability probability of a trigger on each occasion, 0 to 1
 */
public record ScriptedFault(String kind, String value, double startSeconds, double durationSeconds, int count,
		double probability) {
}
