package org.camerad.live.rtsp;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.rtsp.RtspDecoder;
import io.netty.handler.codec.rtsp.RtspMethods;
import io.netty.handler.codec.rtsp.RtspVersions;

/**
 * A decoder of RTSP requests and of the interleaved packets between them (RFC 2326
 * section 10.12). It skips packets that are too long for a receiver report.
 */
final class RequestDecoder extends RtspDecoder {

	private static final int MAX_LINE_BYTES = 4096;

	private static final int MAX_HEADER_BYTES = 8192;

	private static final int MAX_CHUNK_BYTES = 4096;

	/** The maximum length of a receiver report, sufficient for several sources. */
	private static final int MAX_REPORT_BYTES = 1500;

	private static final int PREFIX_BYTES = 4;

	private boolean inMessage;

	private int bytesToSkip;

	/**
	 * An interleaved packet.
	 *
	 * @param channel the interleaving channel, 0 to 255
	 * @param report whether it is an RTCP packet
	 */
	record Interleaved(int channel, boolean report) {
	}

	RequestDecoder() {
		super(new HttpDecoderConfig().setMaxInitialLineLength(MAX_LINE_BYTES)
			.setMaxHeaderSize(MAX_HEADER_BYTES)
			.setMaxChunkSize(MAX_CHUNK_BYTES)
			.setStrictLineParsing(false)
			.setHeadersFactory(
					DefaultHttpHeadersFactory.headersFactory().withNameValidator(RequestDecoder::validateName)));
	}

	/** Accepts the header line {@code ": "}, which some clients send. */
	private static void validateName(CharSequence name) {
		if (!name.isEmpty()) {
			DefaultHttpHeadersFactory.headersFactory().getNameValidator().validateName(name);
		}
	}

	/** Returns a request; Netty's decoder would create a response for invalid input. */
	@Override
	protected HttpMessage createInvalidMessage() {
		return new DefaultFullHttpRequest(RtspVersions.RTSP_1_0, RtspMethods.OPTIONS, "*", Unpooled.EMPTY_BUFFER);
	}

	/**
	 * Refuses responses. The server sends no requests, and after a 101 Netty's decoder
	 * would pass on everything that follows as it is.
	 */
	@Override
	protected HttpMessage createMessage(String[] initialLine) throws Exception {
		HttpMessage message = super.createMessage(initialLine);
		if (message instanceof HttpRequest) {
			return message;
		}
		throw new IllegalArgumentException("a response instead of a request");
	}

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
		if (this.bytesToSkip > 0) {
			int skipped = Math.min(this.bytesToSkip, in.readableBytes());
			in.skipBytes(skipped);
			this.bytesToSkip -= skipped;
		}
		else if (!this.inMessage && in.getByte(in.readerIndex()) == '$') {
			decodeInterleaved(in, out);
		}
		else if (!this.inMessage && isLineEnd(in.getByte(in.readerIndex()))) {
			in.skipBytes(1);
		}
		else {
			decodeMessage(context, in, out);
		}
	}

	private static boolean isLineEnd(byte next) {
		return next == '\r' || next == '\n';
	}

	private void decodeInterleaved(ByteBuf in, List<Object> out) {
		if (in.readableBytes() < PREFIX_BYTES) {
			return;
		}
		int channel = in.getUnsignedByte(in.readerIndex() + 1);
		int length = in.getUnsignedShort(in.readerIndex() + 2);
		if (length > MAX_REPORT_BYTES) {
			in.skipBytes(PREFIX_BYTES);
			this.bytesToSkip = length;
		}
		else if (in.readableBytes() >= PREFIX_BYTES + length) {
			in.skipBytes(PREFIX_BYTES);
			out.add(new Interleaved(channel, org.camerad.live.rtp.Rtcp.isRtcp(in.slice(in.readerIndex(), length))));
			in.skipBytes(length);
		}
	}

	private void decodeMessage(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
		this.inMessage = true;
		int before = out.size();
		super.decode(context, in, out);
		for (Object decoded : out.subList(before, out.size())) {
			boolean broken = decoded instanceof HttpMessage message && message.decoderResult().isFailure();
			// After an invalid message, the rest of the connection cannot be decoded.
			this.inMessage = broken || !(decoded instanceof LastHttpContent);
		}
	}

}
