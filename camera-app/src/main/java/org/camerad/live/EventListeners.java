package org.camerad.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Who listens to events. One that does not take a message is cut off: it comes again, and
 * begins with the present state. Any thread.
 */
final class EventListeners {

	private static final int MOST = 64;

	private final Set<HeldConnection> connections = ConcurrentHashMap.newKeySet();

	boolean isFull() {
		return this.connections.size() >= MOST;
	}

	int size() {
		return this.connections.size();
	}

	void add(HeldConnection connection, byte[] greeting) {
		this.connections.add(connection);
		send(connection, greeting);
	}

	void remove(HeldConnection connection) {
		this.connections.remove(connection);
	}

	void send(byte[] message) {
		this.connections.forEach((connection) -> send(connection, message));
	}

	void end(Predicate<HeldConnection> which) {
		this.connections.stream().filter(which).forEach(this::cut);
	}

	private void send(HeldConnection connection, byte[] message) {
		try {
			synchronized (connection) {
				if (connection.write(ByteBuffer.wrap(message))) {
					return;
				}
			}
			cut(connection);
		}
		catch (IOException ex) {
			cut(connection);
		}
	}

	private void cut(HeldConnection connection) {
		remove(connection);
		connection.close();
	}

}
