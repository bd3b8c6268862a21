package org.camerad.snapshot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Files that a connection left on a server when it broke, for the next one to remove.
 * Remembers the newest until the service stops. Any thread.
 */
final class StalePartialUploads {

	private static final int MOST = 16;

	private final Deque<String> names = new ArrayDeque<>();

	synchronized void add(String name) {
		this.names.add(name);
		if (this.names.size() > MOST) {
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
