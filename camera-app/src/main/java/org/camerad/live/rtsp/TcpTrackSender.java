package org.camerad.live.rtsp;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import org.camerad.live.LiveTraffic.Protocol;
import org.camerad.live.rtp.RtpFrame;
import org.jspecify.annotations.Nullable;

/**
 * A sender that interleaves a track with the RTSP responses (RFC 2326 section 10.12).
 */
final class TcpTrackSender extends TrackSender {

	/**
	 * The delay of packets after a response. Some client libraries fail to read a packet
	 * that arrives together with a response.
	 */
	private static final long RESPONSE_GAP_MILLIS = 10;

	private final Channel channel;

	private final int channelNumber;

	private final ChannelFutureListener writeListener = this::onWritten;

	private int pending;

	private long progressNanos;

	private @Nullable Queue<ByteBuf> held;

	/**
	 * Creates a sender.
	 * @param channelNumber the interleaving channel of RTP; RTCP uses the next one
	 */
	TcpTrackSender(Listener listener, Channel channel, int channelNumber) {
		super(listener);
		this.channel = channel;
		this.channelNumber = channelNumber;
	}

	int channelNumber() {
		return this.channelNumber;
	}

	@Override
	int pending() {
		return this.pending;
	}

	@Override
	boolean isFull() {
		return !this.channel.isWritable();
	}

	/**
	 * Returns for how long the client has read nothing although data is pending, 0 if
	 * none is.
	 */
	long blockedNanos(long now) {
		return (this.pending == 0) ? 0 : now - this.progressNanos;
	}

	/**
	 * Holds packets back for 10 ms, so that they follow the response to PLAY separately.
	 */
	@Override
	void delayNext() {
		if (this.held != null) {
			return;
		}
		this.held = new ArrayDeque<>();
		this.channel.eventLoop().schedule(this::resume, RESPONSE_GAP_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void resume() {
		Queue<ByteBuf> waiting = this.held;
		this.held = null;
		if (waiting != null) {
			waiting.forEach(this::writeOrHold);
		}
	}

	@Override
	void send(RtpFrame frame, int sequenceOffset) {
		write(frame.interleaved(this.channelNumber, sequenceOffset));
	}

	private void write(ByteBuf bytes) {
		if (this.pending++ == 0) {
			this.progressNanos = System.nanoTime();
		}
		writeOrHold(bytes);
	}

	private void writeOrHold(ByteBuf bytes) {
		if (this.held == null) {
			this.channel.writeAndFlush(bytes).addListener(this.writeListener);
		}
		else {
			this.held.add(bytes);
		}
	}

	private void onWritten(ChannelFuture written) {
		this.pending--;
		this.progressNanos = System.nanoTime();
	}

	@Override
	void sendControl(ByteBuf packet) {
		ByteBuf prefix = Unpooled.buffer(4)
			.writeByte('$')
			.writeByte(this.channelNumber + 1)
			.writeShort(packet.readableBytes());
		write(Unpooled.wrappedBuffer(prefix, packet));
	}

	@Override
	Protocol protocol() {
		return Protocol.RTSP_TCP;
	}

	@Override
	String transportHeader() {
		return "RTP/AVP/TCP;unicast;interleaved=" + this.channelNumber + "-" + (this.channelNumber + 1);
	}

}
