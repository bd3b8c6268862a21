package org.camerad.drill;

import java.util.ArrayList;
import java.util.List;

/** The tries of one drill and their outcome. Thread-safe. */
final class Tally {

	private final List<String> lost = new ArrayList<>();

	private int tried;

	/** The check of one try. */
	@FunctionalInterface
	interface Check {

		/** Returns what was lost, empty for nothing. */
		String run() throws Exception;

	}

	/** Counts a try. A check that throws counts as lost. */
	void attempt(String name, Check check) {
		String problem;
		try {
			problem = check.run();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			problem = "interrupted";
		}
		catch (Exception | AssertionError ex) {
			problem = ex.toString();
		}
		count(name, problem);
	}

	/** Counts a try with its outcome: what was lost, empty for nothing. */
	synchronized void count(String name, String problem) {
		this.tried++;
		if (!problem.isEmpty()) {
			this.lost.add(name + ": " + problem);
			System.err.println("  LOST " + name + ": " + problem);
		}
	}

	synchronized int tried() {
		return this.tried;
	}

	synchronized List<String> lost() {
		return List.copyOf(this.lost);
	}

}
