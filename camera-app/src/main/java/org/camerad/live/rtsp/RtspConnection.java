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
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: its requests one after the other, and how long it may be
 * silent. Belongs to the event loop.
 */
final class RtspConnection extends SimpleChannelInboundHandler<Object> {

	private static final Logger logger = LoggerFactory.getLogger(RtspConnection.class);

	private static final int LONGEST_BODY = 16 * 1024;

	/** A client that sends more without waiting is none. */
	private static final int PIPELINED = 16;

	/** For how long a client may say nothing that is a request. */
	private static final long SILENCE = Duration.ofSeconds(10).toNanos();

	/** How long the last answer may take to be taken. */
	private static final long FAREWELL = Duration.ofSeconds(2).toNanos();

	private final ConnectionManager hub;

	private final NioSocketChannel channel;

	private final RequestHandler requests;

	private final ConnectionAuthenticator logIn;

	private final Deque<RtspRequest> waiting = new ArrayDeque<>();

	private final long openedAt = System.nanoTime();

	private @Nullable HttpRequest reading;

	private int bodyLength;

	private boolean busy;

	private boolean working;

	private boolean ended;

	private long endedAt;

	private long askedAt;

	private boolean asked;

	private long blockedAt = this.openedAt;

	RtspConnection(ConnectionManager hub, NioSocketChannel channel) {
		this.hub = hub;
		this.channel = channel;
		this.requests = new RequestHandler(this, hub);
		this.logIn = new ConnectionAuthenticator(this, hub, this.requests::serve);
	}

	Channel channel() {
		return this.channel;
	}

	InetAddress address() {
		return this.channel.remoteAddress().getAddress();
	}

	InetAddress localAddress() {
		return this.channel.localAddress().getAddress();
	}

	/** The user, empty before one has logged in. */
	String user() {
		return this.logIn.user();
	}

	/** Whether nothing more is to be answered. */
	boolean isEnded() {
		return this.ended;
	}

	boolean isWatching() {
		return this.requests.isWatching();
	}

	boolean isBehind(long now) {
		return this.requests.isBehind(now);
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.hub.joined(this);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.ended = true;
		this.waiting.clear();
		this.requests.close(false);
		this.hub.left(this);
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, Object message) {
		if (this.ended) {
			return;
		}
		if (message instanceof RequestDecoder.Interleaved packet) {
			this.requests.interleaved(packet);
		}
		else if (message instanceof HttpRequest request) {
			begin(request);
		}
		if (message instanceof HttpContent content) {
			body(content);
		}
	}

	private void begin(HttpRequest request) {
		this.reading = request;
		this.bodyLength = 0;
		if (request.decoderResult().isFailure()) {
			refuse(new RtspRequest(request, 0), 400);
		}
	}

	private void body(HttpContent content) {
		HttpRequest request = this.reading;
		if (request == null) {
			return;
		}
		this.bodyLength += content.content().readableBytes();
		RtspRequest exchange = new RtspRequest(request, this.bodyLength);
		if (content.decoderResult().isFailure()) {
			refuse(exchange, 400);
		}
		else if (this.bodyLength > LONGEST_BODY) {
			refuse(exchange, 413);
		}
		else if (content instanceof LastHttpContent) {
			this.reading = null;
			enqueue(exchange);
		}
	}

	private void enqueue(RtspRequest exchange) {
		this.asked = true;
		this.askedAt = System.nanoTime();
		if (this.waiting.size() == PIPELINED) {
			refuse(exchange, 400);
			return;
		}
		this.waiting.add(exchange);
		this.requests.hurry();
		work();
	}

	/** One request after the other, in their order. */
	private void work() {
		if (this.working) {
			return;
		}
		this.working = true;
		try {
			for (RtspRequest next = poll(); next != null; next = poll()) {
				this.busy = true;
				serve(next, this::serve);
			}
		}
		finally {
			this.working = false;
		}
	}

	private @Nullable RtspRequest poll() {
		return (this.busy || this.ended) ? null : this.waiting.poll();
	}

	/**
	 * Serves a request in one of its steps; a mistake of ours must not hang the client.
	 */
	void serve(RtspRequest exchange, Consumer<RtspRequest> step) {
		try {
			step.accept(exchange);
		}
		catch (RuntimeException ex) {
			logger.error("a {} request could not be served", exchange.method(), ex);
			refuse(exchange, 500);
		}
	}

	private void serve(RtspRequest exchange) {
		int fault = exchange.fault();
		if (fault != 0) {
			reply(exchange.answer(fault));
		}
		else if ("OPTIONS".equals(exchange.method())) {
			this.requests.options(exchange);
		}
		else {
			this.logIn.check(exchange);
		}
	}

	/** Sends the answer to the request that is being served. */
	void reply(FullHttpResponse answer) {
		if (this.ended) {
			answer.release();
			return;
		}
		this.channel.writeAndFlush(answer);
		this.busy = false;
		work();
	}

	/** Answers what cannot be understood, and hangs up. */
	private void refuse(RtspRequest exchange, int status) {
		this.reading = null;
		FullHttpResponse answer = exchange.answer(status);
		answer.headers().set("Connection", "close");
		this.channel.writeAndFlush(answer);
		close();
	}

	/** Looks after the connection once a second. */
	void tick(long now) {
		if (this.ended) {
			if (now - this.endedAt > FAREWELL) {
				this.channel.close();
			}
			return;
		}
		this.blockedAt = this.channel.isWritable() ? now : this.blockedAt;
		this.requests.tick(now);
		long silentSince = this.asked ? this.askedAt : this.openedAt;
		long patience = this.asked ? this.hub.timeout().toNanos() : SILENCE;
		if (!this.requests.hasSession() && now - silentSince > patience) {
			end("nothing was asked");
		}
		else if (now - this.blockedAt > SILENCE && !this.channel.isWritable()) {
			end("nothing is taken");
		}
	}

	/** Tells the client that this is the end, where it can be told, and hangs up. */
	void end(String reason) {
		if (!this.ended) {
			logger.debug("the connection of {} ends: {}", address().getHostAddress(), reason);
			this.requests.close(true);
			close();
		}
	}

	/** Hangs up at once. */
	void cut() {
		close();
		this.channel.close();
	}

	private void close() {
		this.ended = true;
		this.endedAt = System.nanoTime();
		this.waiting.clear();
		this.requests.close(false);
		this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		// Who does not read answers is not asked for more requests.
		this.channel.config().setAutoRead(this.channel.isWritable());
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
		logger.debug("a connection has failed", failure);
		cut();
	}

}
