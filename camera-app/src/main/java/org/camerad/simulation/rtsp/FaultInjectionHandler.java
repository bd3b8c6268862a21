package org.camerad.simulation.rtsp;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import org.camerad.driver.simulation.ResponseFault;
import org.camerad.driver.simulation.Delay;
import org.camerad.simulation.ResponseFaultInjector;

/**
 * A handler that injects faults into one RTSP connection of a simulated camera. It stands
 * between the codecs and the handler of RTSP requests. Confined to the event loop.
 */
final class FaultInjectionHandler extends ChannelDuplexHandler {

	private static final Delay NONE = () -> Duration.ZERO;

	/** The length of an interleaved packet's header (RFC 2326 section 10.12). */
	private static final int PREFIX_BYTES = 4;

	private final ResponseFaultInjector injector;

	private final DelayQueue requests = new DelayQueue();

	private final DelayQueue responses = new DelayQueue();

	private boolean reset;

	FaultInjectionHandler(ResponseFaultInjector injector) {
		this.injector = injector;
	}

	/** Delays a request and all messages after it. */
	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		Delay delay = (message instanceof HttpRequest) ? this.injector.delay(ResponseFault.LATENCY) : NONE;
		if (this.requests.isFree() && delay.left().isZero()) {
			context.fireChannelRead(message);
			return;
		}
		context.channel().config().setAutoRead(false);
		this.requests.add(context, delay, message, () -> {
			context.channel().config().setAutoRead(context.channel().isWritable());
			context.fireChannelRead(message);
		});
	}

	/** Delays a response and all messages after it. */
	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		Delay delay = (message instanceof FullHttpResponse) ? this.injector.delay(ResponseFault.SLOW_FIRST_BYTE) : NONE;
		if (this.responses.isFree() && delay.left().isZero()) {
			send(context, message, promise);
		}
		else {
			this.responses.add(context, delay, message, () -> send(context, message, promise));
		}
	}

	private void send(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (this.reset) {
			ReferenceCountUtil.release(message);
			promise.tryFailure(new ClosedChannelException());
		}
		else if (message instanceof FullHttpResponse response && response.content().isReadable()) {
			sendBody(context, response, promise);
		}
		else if (message instanceof ByteBuf packets && packets.isReadable()
				&& this.injector.shouldInject(ResponseFault.RESET_IN_BODY)) {
			int length = packets.getUnsignedShort(packets.readerIndex() + 2);
			sendAndReset(context, packets.readRetainedSlice(PREFIX_BYTES + length / 2), promise);
			packets.release();
		}
		else {
			context.write(message, promise);
		}
	}

	private void sendBody(ChannelHandlerContext context, FullHttpResponse response, ChannelPromise promise) {
		ByteBuf body = response.content();
		if (this.injector.shouldInject(ResponseFault.EMPTY_ANSWER)) {
			response.headers().set("Content-Length", 0);
			context.write(response.replace(Unpooled.EMPTY_BUFFER), promise);
			body.release();
		}
		else if (this.injector.shouldInject(ResponseFault.RESET_IN_BODY)) {
			sendAndReset(context, response.replace(body.readRetainedSlice(body.readableBytes() / 2)), promise);
			body.release();
		}
		else {
			context.write(response, promise);
		}
	}

	/** Sends the last bytes and resets the connection. */
	private void sendAndReset(ChannelHandlerContext context, Object lastBytes, ChannelPromise promise) {
		this.reset = true;
		context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
		context.writeAndFlush(lastBytes, promise).addListener(ChannelFutureListener.CLOSE);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.reset = true;
		this.requests.clear();
		this.responses.clear();
		context.fireChannelInactive();
	}

	/**
	 * The delayed messages of one direction of a connection, in their order. Bounded by
	 * the number of pipelined requests and by the data that a client may leave unread.
	 */
	private static final class DelayQueue {

		/** The interval in which a delay notices that its fault was cleared. */
		private static final long SLICE_MILLIS = 20;

		private final Queue<Item> waiting = new ArrayDeque<>();

		private record Item(Delay delay, Object message, Runnable pass) {
		}

		boolean isFree() {
			return this.waiting.isEmpty();
		}

		void add(ChannelHandlerContext context, Delay delay, Object message, Runnable pass) {
			this.waiting.add(new Item(delay, message, pass));
			if (this.waiting.size() == 1) {
				passDue(context);
			}
		}

		/** Passes on the messages that are due, and schedules the next check. */
		private void passDue(ChannelHandlerContext context) {
			while (!isFree()) {
				Duration left = this.waiting.element().delay().left();
				if (!left.isZero()) {
					context.executor()
						.schedule(() -> passDue(context), Math.min(SLICE_MILLIS, left.toMillis() + 1),
								TimeUnit.MILLISECONDS);
					break;
				}
				this.waiting.remove().pass().run();
			}
			context.flush();
		}

		/** Releases the messages of a connection that has ended. */
		void clear() {
			this.waiting.forEach((item) -> ReferenceCountUtil.release(item.message()));
			this.waiting.clear();
		}

	}

}
