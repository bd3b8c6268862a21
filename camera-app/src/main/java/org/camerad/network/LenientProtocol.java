package org.camerad.network;

import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.camerad.cgi.RequestBody;
import org.camerad.limit.KeyedPlaces;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 with the limits of a camera's port, and for any {@code Host} header. Recorders
 * use names such as {@code camera_1}, which Tomcat rejects; nothing in this service
 * depends on the header.
 */
public final class LenientProtocol extends Http11NioProtocol {

	private static final int MAX_BODIES = 32;

	private static final int MAX_BODIES_PER_ADDRESS = 8;

	private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

	private static final long SWEEP_MILLIS = 500;

	private final LimitedEndpoint endpoint;

	private @Nullable Future<?> sweep;

	/** True if the hub does the sweeps. */
	private boolean shared;

	/** The places for bodies that are read at once, because each occupies a thread. */
	private final KeyedPlaces bodies = new KeyedPlaces(MAX_BODIES_PER_ADDRESS, MAX_BODIES);

	/** Creates the protocol of one port. Public because the container calls it. */
	public LenientProtocol() {
		this(new LimitedEndpoint());
	}

	private LenientProtocol(LimitedEndpoint endpoint) {
		super(endpoint);
		this.endpoint = endpoint;
		Handler handler = new Handler(this);
		setHandler(handler);
		endpoint.setHandler(handler);
	}

	/** Sets the limits, before the port is opened. */
	void limit(PortLimits limits) {
		this.endpoint.limit(limits);
	}

	/** Makes the port share the threads of a hub, before it is opened. */
	void join(EndpointHub hub) {
		this.endpoint.join(hub);
		this.shared = true;
	}

	/** Returns whether requests are under way. */
	boolean isBusy() {
		return this.endpoint.isBusy();
	}

	@Override
	public void start() throws Exception {
		super.start();
		if (this.shared) {
			return;
		}
		this.sweep = getUtilityExecutor().scheduleWithFixedDelay(this.endpoint::endUnreadResponses, SWEEP_MILLIS,
				SWEEP_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.sweep != null) {
			this.sweep.cancel(false);
		}
		super.stop();
	}

	@Override
	protected Processor createProcessor() {
		return new RequestProcessor(this, getAdapter());
	}

	/** Returns the client at the other end of a connection. */
	Peer peer(SocketWrapperBase<?> socket) {
		return this.endpoint.peer(socket);
	}

	/** Puts a guard before the body of a request. */
	GuardedBody guard(Request request, SocketWrapperBase<?> socket) {
		return new GuardedBody(request, socket, this.bodies, peer(socket).group());
	}

	/**
	 * Admits a body on a port where any endpoint may read one, if the method has a body.
	 * @return false if too many bodies are being read
	 */
	boolean admitsUnopened(Request request, GuardedBody body) {
		RequestBody.Limits limits = this.endpoint.limits().bodies();
		return limits == null || !METHODS_WITH_BODY.contains(request.getMethod()) || body.admit(limits);
	}

	/** A handler that notices when a connection is closed. */
	private static final class Handler extends ConnectionHandler<NioChannel> {

		private final LenientProtocol protocol;

		Handler(LenientProtocol protocol) {
			super(protocol);
			this.protocol = protocol;
		}

		@Override
		public void release(SocketWrapperBase<NioChannel> socket) {
			this.protocol.endpoint.release(socket.getSocket().getIOChannel());
			super.release(socket);
		}

	}

}
