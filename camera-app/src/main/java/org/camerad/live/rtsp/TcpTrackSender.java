package org.camerad.live.rtsp;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import org.camerad.live.rtp.RtpFrame;
import org.jspecify.annotations.Nullable;

/** A track that is interleaved with the requests (RFC 2326 section 10.12). */
final class TcpTrackSender extends TrackSender {

	/** Some client libraries cannot read a packet that comes right behind an answer. */
	private static final long PAUSE_MILLIS = 10;

	private final Channel channel;

	private final int number;

	private final ChannelFutureListener taken = this::taken;

	private int pending;

	private long progressAt;

	private @Nullable Queue<ByteBuf> held;

	/**
	 * @param number the interleaving channel of RTP; RTCP has the next
	 */
	TcpTrackSender(Viewer viewer, Channel channel, int number) {
		super(viewer);
		this.channel = channel;
		this.number = number;
	}

	int number() {
		return this.number;
	}

	@Override
	int pending() {
		return this.pending;
	}

	@Override
	boolean isFull() {
		return !this.channel.isWritable();
	}

	/** For how long the other side has taken nothing of what waits for it. */
	long stuckFor(long now) {
		return (this.pending == 0) ? 0 : now - this.progressAt;
	}

	/** What follows the answer to PLAY is sent after it, not with it. */
	@Override
	void pause() {
		if (this.held != null) {
			return;
		}
		this.held = new ArrayDeque<>();
		this.channel.eventLoop().schedule(this::resume, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void resume() {
		Queue<ByteBuf> waiting = this.held;
		this.held = null;
		if (waiting != null) {
			waiting.forEach(this::hand);
		}
	}

	@Override
	void send(RtpFrame frame) {
		write(frame.interleaved(this.number));
	}

	private void write(ByteBuf bytes) {
		if (this.pending++ == 0) {
			this.progressAt = System.nanoTime();
		}
		hand(bytes);
	}

	private void hand(ByteBuf bytes) {
		if (this.held == null) {
			this.channel.writeAndFlush(bytes).addListener(this.taken);
		}
		else {
			this.held.add(bytes);
		}
	}

	private void taken(ChannelFuture written) {
		this.pending--;
		this.progressAt = System.nanoTime();
	}

	@Override
	void control(ByteBuf packet) {
		ByteBuf prefix = Unpooled.buffer(4)
			.writeByte('$')
			.writeByte(this.number + 1)
			.writeShort(packet.readableBytes());
		write(Unpooled.wrappedBuffer(prefix, packet));
	}

	@Override
	String transport() {
		return "RTP/AVP/TCP;unicast;interleaved=" + this.number + "-" + (this.number + 1);
	}

}
