package org.camerad.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * Places that are limited for each key, such as an address or a user, and in total.
 * Thread-safe.
 */
public final class KeyedPlaces {

	private final int maxPerKey;

	private final int max;

	private final Map<String, Integer> taken = new HashMap<>();

	private int total;

	/**
	 * Creates places, all free.
	 * @param maxPerKey the number of places for one key, at least 1
	 * @param max the number of places for all keys together
	 */
	public KeyedPlaces(int maxPerKey, int max) {
		this.maxPerKey = maxPerKey;
		this.max = max;
	}

	/**
	 * Takes a place, which the caller must give back.
	 * @return false if none is free for this key
	 */
	public synchronized boolean take(String key) {
		int own = this.taken.getOrDefault(key, 0);
		if (own >= this.maxPerKey || this.total >= this.max) {
			return false;
		}
		this.taken.put(key, own + 1);
		this.total++;
		return true;
	}

	/** Gives back one place that was taken for a key. */
	public synchronized void giveBack(String key) {
		Integer own = this.taken.get(key);
		if (own == null) {
			throw new IllegalStateException("no place is taken for " + key);
		}
		if (own == 1) {
			this.taken.remove(key);
		}
		else {
			this.taken.put(key, own - 1);
		}
		this.total--;
	}

	/** Returns the number of places that are taken. */
	public synchronized int taken() {
		return this.total;
	}

}
