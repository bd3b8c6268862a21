package org.camerad.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that removes its least recently used entry when it is full. One thread. */
public final class LruMap<K, V> extends LinkedHashMap<K, V> {

	private static final long serialVersionUID = 1L;

	private final int maxEntries;

	public LruMap(int maxEntries) {
		super(16, 0.75f, true);
		this.maxEntries = maxEntries;
	}

	@Override
	protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
		return size() > this.maxEntries;
	}

}
