package org.camerad.snapshot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Partial files that broken connections left on a server. The next connection removes
 * them. Keeps the newest names until the service stops. Any thread.
 */
final class StalePartialUploads {

	private static final int MAX_NAMES = 16;

	private final Deque<String> names = new ArrayDeque<>();

	synchronized void add(String name) {
		this.names.add(name);
		if (this.names.size() > MAX_NAMES) {
			this.names.remove();
		}
	}

	synchronized void remove(String name) {
		this.names.remove(name);
	}

	synchronized List<String> names() {
		return List.copyOf(this.names);
	}

}
