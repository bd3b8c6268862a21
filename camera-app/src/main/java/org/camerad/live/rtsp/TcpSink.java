package org.camerad.live.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import org.camerad.live.rtp.RtpFrame;

/** A track that is interleaved with the requests (RFC 2326 section 10.12). */
final class TcpSink extends Sink {

	private final Channel channel;

	private final int number;

	private final ChannelFutureListener taken = this::taken;

	private int pending;

	private long progressAt;

	/**
	 * @param number the interleaving channel of RTP; RTCP has the next
	 */
	TcpSink(Viewer viewer, Channel channel, int number) {
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

	@Override
	void send(RtpFrame frame) {
		if (this.pending++ == 0) {
			this.progressAt = System.nanoTime();
		}
		this.channel.writeAndFlush(frame.interleaved(this.number)).addListener(this.taken);
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
		this.channel.writeAndFlush(Unpooled.wrappedBuffer(prefix, packet));
	}

	@Override
	String transport() {
		return "RTP/AVP/TCP;unicast;interleaved=" + this.number + "-" + (this.number + 1);
	}

}
