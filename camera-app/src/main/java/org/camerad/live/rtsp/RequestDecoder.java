package org.camerad.live.rtsp;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.rtsp.RtspDecoder;
import io.netty.handler.codec.rtsp.RtspMethods;
import io.netty.handler.codec.rtsp.RtspVersions;

/**
 * Netty's decoder of RTSP, which also takes the interleaved packets between requests (RFC
 * 2326 section 10.12). What is too long to be a receiver's report is skipped as it comes.
 */
final class RequestDecoder extends RtspDecoder {

	private static final int LONGEST_LINE = 4096;

	private static final int LONGEST_HEADERS = 8192;

	private static final int CHUNK = 4096;

	/** A receiver's report for a few sources. */
	private static final int LONGEST_REPORT = 1500;

	private static final int PREFIX = 4;

	private boolean inMessage;

	private int toSkip;

	/**
	 * An interleaved packet.
	 *
	 * @param channel its channel
	 * @param report whether it is an RTCP packet
	 */
	record Interleaved(int channel, boolean report) {
	}

	RequestDecoder() {
		super(new HttpDecoderConfig().setMaxInitialLineLength(LONGEST_LINE)
			.setMaxHeaderSize(LONGEST_HEADERS)
			.setMaxChunkSize(CHUNK)
			.setStrictLineParsing(false));
	}

	/** Netty would make an answer of what it cannot read. */
	@Override
	protected HttpMessage createInvalidMessage() {
		return new DefaultFullHttpRequest(RtspVersions.RTSP_1_0, RtspMethods.OPTIONS, "*", Unpooled.EMPTY_BUFFER);
	}

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
		if (this.toSkip > 0) {
			int skipped = Math.min(this.toSkip, in.readableBytes());
			in.skipBytes(skipped);
			this.toSkip -= skipped;
		}
		else if (!this.inMessage && in.getByte(in.readerIndex()) == '$') {
			interleaved(in, out);
		}
		else if (!this.inMessage && isLineEnd(in.getByte(in.readerIndex()))) {
			in.skipBytes(1);
		}
		else {
			message(context, in, out);
		}
	}

	private static boolean isLineEnd(byte next) {
		return next == '\r' || next == '\n';
	}

	private void interleaved(ByteBuf in, List<Object> out) {
		if (in.readableBytes() < PREFIX) {
			return;
		}
		int channel = in.getUnsignedByte(in.readerIndex() + 1);
		int length = in.getUnsignedShort(in.readerIndex() + 2);
		if (length > LONGEST_REPORT) {
			in.skipBytes(PREFIX);
			this.toSkip = length;
		}
		else if (in.readableBytes() >= PREFIX + length) {
			in.skipBytes(PREFIX);
			out.add(new Interleaved(channel, org.camerad.live.rtp.Rtcp.isRtcp(in.slice(in.readerIndex(), length))));
			in.skipBytes(length);
		}
	}

	private void message(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
		this.inMessage = true;
		int before = out.size();
		super.decode(context, in, out);
		for (Object decoded : out.subList(before, out.size())) {
			boolean broken = decoded instanceof HttpMessage message && message.decoderResult().isFailure();
			// After a broken message the connection is of no more use.
			this.inMessage = broken || !(decoded instanceof LastHttpContent);
		}
	}

}
