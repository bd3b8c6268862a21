package org.camerad.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.camerad.limit.KeyedPlaces;
import org.camerad.session.AddressGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint that limits the connections from one address. A connection beyond the limit
 * is closed as soon as it is accepted. Thread-safe.
 */
final class LimitedEndpoint extends NioEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(LimitedEndpoint.class);

	private final Map<SocketChannel, Peer> peers = new ConcurrentHashMap<>();

	private @Nullable PortLimits limits;

	private @Nullable KeyedPlaces places;

	/** Sets the limits, before the endpoint starts. */
	void limit(PortLimits limits) {
		this.limits = limits;
	}

	PortLimits limits() {
		return Objects.requireNonNull(this.limits, "limit() has not been called");
	}

	@Override
	public void startInternal() throws Exception {
		this.places = new KeyedPlaces(limits().connectionsPerAddress(getMaxConnections()), Integer.MAX_VALUE);
		super.startInternal();
	}

	@Override
	protected SocketChannel serverSocketAccept() throws Exception {
		SocketChannel accepted = super.serverSocketAccept();
		// A stopping endpoint wakes its acceptor with a connection of its own.
		while (isRunning() && !isPaused() && !admit(accepted)) {
			accepted.close();
			accepted = super.serverSocketAccept();
		}
		return accepted;
	}

	private boolean admit(SocketChannel accepted) throws IOException {
		if (!(accepted.getRemoteAddress() instanceof InetSocketAddress remote)) {
			return true;
		}
		String group = AddressGroup.of(remote.getAddress().getHostAddress());
		boolean counted = !limits().proxies().contains(remote.getAddress()) && !PortProbe.isProbe(remote);
		if (counted && !Objects.requireNonNull(this.places).take(group)) {
			limits().refusals().add(group);
			return false;
		}
		this.peers.put(accepted, new Peer(group, counted));
		return true;
	}

	/** Returns the client at the other end of a connection. */
	Peer peer(SocketWrapperBase<?> socket) {
		Peer peer = this.peers.get(((NioChannel) socket.getSocket()).getIOChannel());
		return (peer != null) ? peer : new Peer("", false);
	}

	/** Gives back the place of a connection that is being closed. */
	void release(SocketChannel channel) {
		Peer peer = this.peers.remove(channel);
		if (peer != null && peer.counted()) {
			Objects.requireNonNull(this.places).giveBack(peer.group());
		}
	}

	@Override
	protected void destroySocket(SocketChannel socket) {
		release(socket);
		super.destroySocket(socket);
	}

	@Override
	protected NioChannel createChannel(SocketBufferHandler buffer) {
		return isSSLEnabled() ? new TimedTlsChannel(buffer, this) : super.createChannel(buffer);
	}

	/** A TLS connection whose handshake has a total time limit. */
	private static final class TimedTlsChannel extends SecureNioChannel {

		private final NioEndpoint endpoint;

		private long openedNanos;

		TimedTlsChannel(SocketBufferHandler buffer, NioEndpoint endpoint) {
			super(buffer, endpoint);
			this.endpoint = endpoint;
		}

		@Override
		public void reset(SocketChannel channel, NioSocketWrapper wrapper) throws IOException {
			this.openedNanos = System.nanoTime();
			super.reset(channel, wrapper);
		}

		@Override
		public int handshake(boolean read, boolean write) throws IOException {
			int timeout = this.endpoint.getConnectionTimeout();
			if (timeout > 0 && System.nanoTime() - this.openedNanos > timeout * 1_000_000L) {
				logger.debug("a TLS handshake has taken too long and is given up");
				throw new IOException("the handshake is too slow");
			}
			return super.handshake(read, write);
		}

	}

}
