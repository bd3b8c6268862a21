package org.camerad.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.camerad.camera.CameraFailure;
import org.camerad.limit.KeyedPlaces;
import org.camerad.live.LiveTraffic.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients that listen to motion events. A client that does not accept a message is
 * disconnected: it reconnects and starts with the current state. Thread-safe.
 */
final class EventListeners {

	private static final Logger logger = LoggerFactory.getLogger(EventListeners.class);

	private static final int MAX_LISTENERS = 256;

	private static final int MAX_LISTENERS_PER_USER = 64;

	private final KeyedPlaces places = new KeyedPlaces(MAX_LISTENERS_PER_USER, MAX_LISTENERS);

	private final Set<DetachedConnection> connections = ConcurrentHashMap.newKeySet();

	private final LiveTraffic traffic;

	private volatile MediaInterceptor interceptor = MediaInterceptor.NONE;

	EventListeners(LiveTraffic traffic) {
		this.traffic = traffic;
	}

	/** Passes all following messages through an interceptor. */
	void intercept(MediaInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	/**
	 * Admits one more listener.
	 * @param viewer its place among all viewers, which is given back if it is refused
	 * @return the place that it holds until it ends
	 * @throws CameraFailure UNAVAILABLE if the user or all users have too many
	 */
	ViewerPlaces.Place admit(String user, ViewerPlaces.Place viewer) {
		if (!this.places.take(user)) {
			viewer.close();
			throw CameraFailure.unavailable();
		}
		return viewer.and(() -> this.places.giveBack(user));
	}

	void add(DetachedConnection connection, byte[] firstMessage) {
		this.connections.add(connection);
		this.traffic.open(Protocol.EVENTS);
		send(connection, firstMessage);
	}

	void remove(DetachedConnection connection) {
		if (this.connections.remove(connection)) {
			this.traffic.close(Protocol.EVENTS);
		}
	}

	boolean isEmpty() {
		return this.connections.isEmpty();
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
				boolean complete = connection.write(sent);
				this.traffic.addBytes(Protocol.EVENTS, sent.position());
				if (complete && !truncated) {
					return;
				}
			}
		}
		catch (IOException ex) {
			logger.debug("an event listener has disconnected: {}", ex.toString());
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
