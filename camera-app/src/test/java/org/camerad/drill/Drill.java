package org.camerad.drill;

/** A failure that is brought about many times. */
@FunctionalInterface
interface Drill {

	/**
	 * Runs the drill.
	 * @param tally counts each try
	 * @throws Exception when the drill itself cannot be run, which counts as lost
	 */
	void run(Site site, Tally tally) throws Exception;

}
