package org.camerad.network;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.parser.Host;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A processor of requests that accepts any {@code Host} header, limits the total time of
 * headers, and reads no body unless an endpoint opens it. One thread at a time.
 */
final class RequestProcessor extends Http11Processor {

	private final LenientProtocol protocol;

	private final Adapter guarding;

	/** True if a request was served since the socket became readable. */
	private boolean served;

	/** True if the client may still be sending when its response is complete. */
	private boolean lingers;

	RequestProcessor(LenientProtocol protocol, Adapter adapter) {
		super(protocol, adapter);
		this.protocol = protocol;
		this.guarding = new GuardingAdapter(adapter);
	}

	@Override
	public Adapter getAdapter() {
		return this.guarding;
	}

	@Override
	public SocketState service(SocketWrapperBase<?> socket) throws IOException {
		Peer peer = this.protocol.peer(socket);
		peer.beginHeader();
		this.served = false;
		this.lingers = false;
		SocketState state;
		peer.setServed(true);
		try {
			state = super.service(socket);
		}
		finally {
			peer.setServed(false);
		}
		if (state == SocketState.CLOSED && this.lingers && getErrorState().isIoAllowed()) {
			doHttpUpgrade(new UpgradeToken(new LingeringClose(this.protocol.getUtilityExecutor()), null, null, null));
			return SocketState.UPGRADING;
		}
		if (isAsync()) {
			awaitDisconnect(socket);
			return state;
		}
		return limitHeader(socket, peer, state);
	}

	/**
	 * Reads from a connection whose response is written later. The container would notice
	 * only then that the client has disconnected.
	 */
	private static void awaitDisconnect(SocketWrapperBase<?> socket) {
		socket.setReadTimeout(-1);
		socket.registerReadInterest();
	}

	@Override
	public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
		if (!isAsync()) {
			return super.process(socket, event);
		}
		if (event == SocketEvent.OPEN_READ && isWaiting()) {
			if (!isDisconnected(socket)) {
				return SocketState.LONG;
			}
			socket.setError(new EOFException("the client has disconnected"));
			return super.process(socket, SocketEvent.ERROR);
		}
		socket.setReadTimeout(this.protocol.getKeepAliveTimeout());
		return super.process(socket, event);
	}

	/** Returns whether nothing has completed the response that is written later. */
	private boolean isWaiting() {
		AtomicBoolean completing = new AtomicBoolean();
		this.request.action(ActionCode.ASYNC_IS_COMPLETING, completing);
		return !completing.get();
	}

	/**
	 * Returns whether a connection has ended. The begin of a next request stays there.
	 */
	private static boolean isDisconnected(SocketWrapperBase<?> socket) {
		ByteBuffer next = ByteBuffer.allocate(1);
		try {
			int read = socket.read(false, next);
			if (read == 0) {
				socket.registerReadInterest();
			}
			else if (read > 0) {
				socket.unRead(next.flip());
			}
			return read < 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/** Limits the time until the next header is complete. */
	private SocketState limitHeader(SocketWrapperBase<?> socket, Peer peer, SocketState state) {
		boolean partial = state == SocketState.LONG && !isAsync();
		if (this.served) {
			peer.endHeader();
		}
		if (!partial && (this.served || state != SocketState.OPEN)) {
			return state;
		}
		peer.beginHeader();
		long timeout = this.protocol.getConnectionTimeout();
		long left = timeout - peer.headerMillis();
		if (timeout > 0 && left <= 0) {
			return SocketState.CLOSED;
		}
		socket.setReadTimeout((timeout > 0) ? left : timeout);
		return state;
	}

	/** Discards the rest of the input of a connection that lingers. */
	@Override
	public @Nullable ByteBuffer getLeftoverInput() {
		return this.lingers ? null : super.getLeftoverInput();
	}

	@Override
	protected void parseHost(MessageBytes host) {
		if (host != null && !host.isNull() && !isHost(host)) {
			host.recycle();
		}
		super.parseHost(host);
	}

	private static boolean isHost(MessageBytes host) {
		try {
			Host.parse(host);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private void serve(Adapter target) throws Exception {
		this.served = true;
		// The container has refused the request, perhaps before its end.
		this.lingers = this.response.getStatus() >= 400;
		if (!announcesBody()) {
			target.service(this.request, this.response);
			return;
		}
		GuardedBody body = this.protocol.guard(this.request, this.socketWrapper);
		if (!this.protocol.admitsUnopened(this.request, body)) {
			this.response.setStatus(503);
			setErrorState(ErrorState.CLOSE_CLEAN, null);
		}
		try {
			target.service(this.request, this.response);
		}
		finally {
			body.end();
			endBody();
		}
	}

	private boolean announcesBody() {
		try {
			return this.request.getContentLengthLong() > 0
					|| this.request.getMimeHeaders().getValue("transfer-encoding") != null;
		}
		catch (IllegalArgumentException ex) {
			return true;
		}
	}

	/**
	 * Ends the connection after a body that was not read, because its bytes must not be
	 * taken for the next request.
	 */
	private void endBody() {
		if (isRequestBodyFullyRead()) {
			return;
		}
		disableSwallowRequest();
		if (!isUpgrade()) {
			this.lingers = true;
			setErrorState(ErrorState.CLOSE_CLEAN, new EOFException("the body was not read"));
		}
	}

	/** The container's adapter, called when the header of a request is complete. */
	private final class GuardingAdapter implements Adapter {

		private final Adapter target;

		GuardingAdapter(Adapter target) {
			this.target = target;
		}

		@Override
		public void service(Request request, Response response) throws Exception {
			serve(this.target);
		}

		@Override
		public boolean prepare(Request request, Response response) throws Exception {
			return this.target.prepare(request, response);
		}

		@Override
		public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
			return this.target.asyncDispatch(request, response, event);
		}

		@Override
		public void log(Request request, Response response, long time) {
			this.target.log(request, response, time);
		}

		@Override
		public void checkRecycled(Request request, Response response) {
			this.target.checkRecycled(request, response);
		}

		@Override
		public String getDomain() {
			return this.target.getDomain();
		}

	}

}
