package org.camerad.live.rtsp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import org.camerad.operation.RateLimitedLogger;
import org.camerad.session.AddressGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The connection of one client, which handles its requests in order and limits its idle
 * time. Confined to the event loop.
 */
final class RtspConnection extends SimpleChannelInboundHandler<Object> {

	private static final Logger logger = LoggerFactory.getLogger(RtspConnection.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "failed RTSP requests");

	private static final int MAX_BODY_BYTES = 16 * 1024;

	/**
	 * The maximum number of requests that a client may send without waiting for
	 * responses.
	 */
	private static final int MAX_PIPELINED = 16;

	/** The maximum time without a first request, and without reading what is sent. */
	private static final long IDLE_TIMEOUT_NANOS = Duration.ofSeconds(10).toNanos();

	/** The maximum time for delivering the last response. */
	private static final long CLOSE_TIMEOUT_NANOS = Duration.ofSeconds(2).toNanos();

	private final ConnectionManager manager;

	private final NioSocketChannel channel;

	private final String addressGroup;

	private final boolean secure;

	private final RequestHandler handler;

	private final ConnectionAuthenticator authenticator;

	private final Deque<RtspRequest> queue = new ArrayDeque<>();

	private final long openedNanos = System.nanoTime();

	private @Nullable HttpRequest reading;

	private int bodyLength;

	private boolean handling;

	private boolean draining;

	private boolean ended;

	private long endedNanos;

	private long lastRequestNanos;

	private boolean requestReceived;

	private long writableNanos = this.openedNanos;

	RtspConnection(ConnectionManager manager, NioSocketChannel channel, boolean secure) {
		this.manager = manager;
		this.channel = channel;
		this.addressGroup = AddressGroup.of(address().getHostAddress());
		this.secure = secure;
		this.handler = new RequestHandler(this, manager);
		this.authenticator = new ConnectionAuthenticator(this, manager, this.handler::serve);
	}

	Channel channel() {
		return this.channel;
	}

	/** Returns whether the connection is encrypted, so that its media must be, too. */
	boolean isSecure() {
		return this.secure;
	}

	/** Returns the bytes that the client's socket has not accepted yet. */
	long waitingBytes() {
		ChannelOutboundBuffer waiting = this.channel.unsafe().outboundBuffer();
		return (waiting != null) ? waiting.totalPendingWriteBytes() : 0;
	}

	InetAddress address() {
		return this.channel.remoteAddress().getAddress();
	}

	/** Returns the group in which the client's address counts. */
	String addressGroup() {
		return this.addressGroup;
	}

	InetAddress localAddress() {
		return this.channel.localAddress().getAddress();
	}

	/** Returns the user's name, empty before the first successful authentication. */
	String user() {
		return this.authenticator.user();
	}

	/** Returns whether the connection has ended, so that no more responses are sent. */
	boolean isEnded() {
		return this.ended;
	}

	boolean isPlaying() {
		return this.handler.isPlaying();
	}

	boolean isSlow(long now) {
		return this.handler.isSlow(now);
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.manager.add(this);
		if (this.secure && this.channel.pipeline().get(SslHandler.class) == null) {
			logger.error("TLS could not be set up for an RTSP connection; it is closed");
			closeNow();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.ended = true;
		this.queue.clear();
		this.handler.close(false);
		this.manager.remove(this);
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, Object message) {
		if (this.ended) {
			return;
		}
		if (message instanceof RequestDecoder.Interleaved packet) {
			this.handler.onInterleavedPacket(packet);
		}
		else if (message instanceof HttpRequest http) {
			begin(http);
		}
		if (message instanceof HttpContent content) {
			body(content);
		}
	}

	private void begin(HttpRequest http) {
		this.reading = http;
		this.bodyLength = 0;
		if (http.decoderResult().isFailure()) {
			rejectAndClose(new RtspRequest(http, 0), 400);
		}
	}

	private void body(HttpContent content) {
		HttpRequest http = this.reading;
		if (http == null) {
			return;
		}
		this.bodyLength += content.content().readableBytes();
		RtspRequest request = new RtspRequest(http, this.bodyLength);
		if (content.decoderResult().isFailure()) {
			rejectAndClose(request, 400);
		}
		else if (this.bodyLength > MAX_BODY_BYTES) {
			rejectAndClose(request, 413);
		}
		else if (content instanceof LastHttpContent) {
			this.reading = null;
			enqueue(request);
		}
	}

	private void enqueue(RtspRequest request) {
		this.requestReceived = true;
		this.lastRequestNanos = System.nanoTime();
		if (this.queue.size() == MAX_PIPELINED) {
			rejectAndClose(request, 400);
			return;
		}
		this.queue.add(request);
		this.handler.respondNow();
		drain();
	}

	/** Handles the queued requests in order, one at a time. */
	private void drain() {
		if (this.draining) {
			return;
		}
		this.draining = true;
		try {
			for (RtspRequest next = poll(); next != null; next = poll()) {
				this.handling = true;
				serve(next, this::serve);
			}
		}
		finally {
			this.draining = false;
		}
	}

	private @Nullable RtspRequest poll() {
		return (this.handling || this.ended) ? null : this.queue.poll();
	}

	/**
	 * Runs one step of handling a request. After an unexpected failure, the client still
	 * gets a response.
	 */
	void serve(RtspRequest request, Consumer<RtspRequest> step) {
		try {
			step.accept(request);
		}
		catch (RuntimeException ex) {
			repeated.log(Level.ERROR, "a {} request failed; the client gets status 500", request.method(), ex);
			rejectAndClose(request, 500);
		}
	}

	private void serve(RtspRequest request) {
		int status = request.errorStatus();
		if (status != 0) {
			respond(request.response(status));
		}
		else if ("OPTIONS".equals(request.method())) {
			this.handler.options(request);
		}
		else {
			this.authenticator.authenticate(request);
		}
	}

	/** Sends the response to the current request, and handles the next one. */
	void respond(FullHttpResponse response) {
		if (this.ended) {
			response.release();
			return;
		}
		this.channel.writeAndFlush(response);
		this.handling = false;
		drain();
	}

	/** Responds to a request that cannot be handled, and closes the connection. */
	private void rejectAndClose(RtspRequest request, int status) {
		this.reading = null;
		FullHttpResponse response = request.response(status);
		response.headers().set("Connection", "close");
		this.channel.writeAndFlush(response);
		close();
	}

	/** Checks the timeouts. Called once a second. */
	void tick(long now) {
		if (this.ended) {
			if (now - this.endedNanos > CLOSE_TIMEOUT_NANOS) {
				this.channel.close();
			}
			return;
		}
		this.writableNanos = this.channel.isWritable() ? now : this.writableNanos;
		this.handler.tick(now);
		long idleSinceNanos = this.requestReceived ? this.lastRequestNanos : this.openedNanos;
		long timeout = this.requestReceived ? this.manager.timeout().toNanos() : IDLE_TIMEOUT_NANOS;
		if (!this.handler.hasSession() && now - idleSinceNanos > timeout) {
			end("the client has sent no request for too long");
		}
		else if (now - this.writableNanos > IDLE_TIMEOUT_NANOS && !this.channel.isWritable()) {
			end("the client has read nothing for 10 s");
		}
	}

	/**
	 * Sends RTCP BYE packets to the client, if it is playing, and closes the connection.
	 * @param reason the reason for the log
	 */
	void end(String reason) {
		if (!this.ended) {
			logger.debug("ending the RTSP connection of {}: {}", address().getHostAddress(), reason);
			this.handler.close(true);
			close();
		}
	}

	/** Closes the connection without delivering pending data. */
	void closeNow() {
		close();
		this.channel.close();
	}

	private void close() {
		this.ended = true;
		this.endedNanos = System.nanoTime();
		this.queue.clear();
		this.handler.close(false);
		this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		// A client that does not read its responses may not send more requests.
		this.channel.config().setAutoRead(this.channel.isWritable());
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
		logger.debug("an RTSP connection has failed and is closed", failure);
		closeNow();
	}

}
