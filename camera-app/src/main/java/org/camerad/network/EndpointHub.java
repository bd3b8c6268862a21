package org.camerad.network;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.Acceptor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.camerad.thread.SharedTimer;
import org.jspecify.annotations.Nullable;

/**
 * The poller and the threads of the ports of all cameras, so that an idle port needs
 * none. It is an endpoint without a port; it runs while one of its members does, and
 * passes each event to the member of the connection. Thread-safe.
 */
final class EndpointHub extends NioEndpoint {

	private static final Duration SWEEP_INTERVAL = Duration.ofMillis(500);

	private final RequestThreads threads = new RequestThreads();

	private final Set<LimitedEndpoint> members = ConcurrentHashMap.newKeySet();

	private @Nullable Future<?> sweep;

	EndpointHub() {
		setName("cameras");
		setMaxConnections(-1);
		setHandler(new MemberHandler());
		setExecutor((task) -> ((MemberProcessor) task).member().share().execute(task));
	}

	/** A connection of a member. */
	static final class MemberSocket extends NioSocketWrapper {

		private final LimitedEndpoint member;

		MemberSocket(NioChannel channel, LimitedEndpoint member) {
			super(channel, member);
			this.member = member;
		}

	}

	/** An acceptor for endpoints whose connections another thread accepts. */
	static final class NoAcceptor<U> extends Acceptor<U> {

		NoAcceptor(AbstractEndpoint<?, U> endpoint) {
			super(endpoint);
		}

		@Override
		public void stopMillis(int millis) {
			// It has no thread.
		}

	}

	/** Makes an endpoint a member; starts the poller for the first one. */
	synchronized void join(LimitedEndpoint member) throws Exception {
		if (this.members.isEmpty()) {
			setStopLatch(new CountDownLatch(1));
			startInternal();
			this.sweep = SharedTimer.repeat(SWEEP_INTERVAL, this::endUnreadResponses);
		}
		this.members.add(member);
	}

	/**
	 * Removes a member, whose connections are closed; stops the poller after the last
	 * one.
	 */
	synchronized void leave(LimitedEndpoint member) {
		if (!this.members.remove(member) || !this.members.isEmpty()) {
			return;
		}
		if (this.sweep != null) {
			this.sweep.cancel(false);
		}
		stopInternal();
	}

	private void endUnreadResponses() {
		this.members.stream()
			.filter((member) -> member.share().running() > 0)
			.forEach(LimitedEndpoint::endUnreadResponses);
	}

	/** Returns the threads of one more member. */
	RequestThreads.Share share(int max) {
		return this.threads.share(max);
	}

	@Override
	protected Poller getPoller() {
		return super.getPoller();
	}

	@Override
	protected void startAcceptorThread() {
		this.acceptor = new NoAcceptor<>(this);
	}

	@Override
	protected SocketProcessorBase<NioChannel> createSocketProcessor(SocketWrapperBase<NioChannel> socket,
			SocketEvent event) {
		return new MemberProcessor(socket, event);
	}

	/** The work on one event of a connection. */
	private final class MemberProcessor extends SocketProcessor {

		MemberProcessor(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
			super(socket, event);
		}

		LimitedEndpoint member() {
			return ((MemberSocket) this.socketWrapper).member;
		}

	}

	/** Passes everything to the handler of the connection's endpoint. */
	private static final class MemberHandler implements Handler<NioChannel> {

		private static Handler<NioChannel> of(SocketWrapperBase<NioChannel> socket) {
			return ((MemberSocket) socket).member.getHandler();
		}

		@Override
		public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
			return of(socket).process(socket, event);
		}

		@Override
		public @Nullable Object getGlobal() {
			return null;
		}

		@Override
		public void release(SocketWrapperBase<NioChannel> socket) {
			of(socket).release(socket);
		}

		@Override
		public void pause() {
			// Each member pauses its own connections.
		}

		@Override
		public void recycle() {
			// Each member recycles its own processors.
		}

	}

}
