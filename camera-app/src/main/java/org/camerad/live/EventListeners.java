package org.camerad.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens to events. One that does not take a message is cut off: it comes again, and
 * begins with the present state. Any thread.
 */
final class EventListeners {

	private static final Logger logger = LoggerFactory.getLogger(EventListeners.class);

	private static final int MAX_LISTENERS = 64;

	private final Set<DetachedConnection> connections = ConcurrentHashMap.newKeySet();

	private volatile MediaInterceptor interceptor = MediaInterceptor.NONE;

	/** Passes all messages through an interceptor from now on. */
	void intercept(MediaInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	boolean isFull() {
		return this.connections.size() >= MAX_LISTENERS;
	}

	int size() {
		return this.connections.size();
	}

	void add(DetachedConnection connection, byte[] firstMessage) {
		this.connections.add(connection);
		send(connection, firstMessage);
	}

	void remove(DetachedConnection connection) {
		this.connections.remove(connection);
	}

	void send(byte[] message) {
		this.connections.forEach((connection) -> send(connection, message));
	}

	void end(Predicate<DetachedConnection> which) {
		this.connections.stream().filter(which).forEach(this::disconnect);
	}

	private void send(DetachedConnection connection, byte[] message) {
		boolean truncated = this.interceptor.resetsConnection();
		ByteBuffer sent = ByteBuffer.wrap(message, 0, truncated ? message.length / 2 : message.length);
		try {
			synchronized (connection) {
				if (connection.write(sent) && !truncated) {
					return;
				}
			}
		}
		catch (IOException ex) {
			logger.debug("a listener has gone: {}", ex.toString());
		}
		remove(connection);
		if (truncated) {
			connection.reset();
		}
		else {
			connection.close();
		}
	}

	private void disconnect(DetachedConnection connection) {
		remove(connection);
		connection.close();
	}

}
