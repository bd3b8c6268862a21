package org.camerad.snapshot;

import java.util.HashMap;
import java.util.Map;

/** The places for uploads to one destination. Any thread. */
final class UploadPlaces {

	private final int most;

	private final int mostPerUser;

	private final Map<String, Integer> byUser = new HashMap<>();

	private int taken;

	UploadPlaces(int most, int mostPerUser) {
		this.most = most;
		this.mostPerUser = mostPerUser;
	}

	/** Takes a place for a user, and returns whether there was one. */
	synchronized boolean take(String user) {
		if (this.taken == this.most || this.byUser.getOrDefault(user, 0) == this.mostPerUser) {
			return false;
		}
		this.taken++;
		this.byUser.merge(user, 1, Integer::sum);
		return true;
	}

	synchronized void release(String user) {
		this.taken--;
		this.byUser.computeIfPresent(user, (name, places) -> (places > 1) ? places - 1 : null);
	}

}
