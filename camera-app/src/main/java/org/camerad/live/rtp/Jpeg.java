package org.camerad.live.rtp;

import io.netty.buffer.ByteBuf;
import org.camerad.driver.support.picture.jpeg.JpegHeader;

/**
 * The RTP payload format of JPEG (RFC 2435): baseline, 4:2:0 or 4:2:2, the standard's
 * Huffman tables, up to 2040 x 2040 pixels. Each picture carries its quantization tables.
 */
final class Jpeg {

	private static final int PAYLOAD_TYPE = 26;

	private static final int MAX_SIZE = 2040;

	private static final int TABLES_INSIDE = 255;

	private static final int SAMPLING_420 = 0x22;

	private static final int SAMPLING_422 = 0x21;

	private Jpeg() {
	}

	/**
	 * Returns the format of a stream.
	 * @param jpeg a picture of the stream
	 * @throws UnsupportedMediaException if RTP/JPEG cannot carry the picture
	 */
	static MediaFormat format(byte[] jpeg) throws UnsupportedMediaException {
		JpegHeader header = JpegHeader.read(jpeg).orElseThrow(() -> unsupported("its header cannot be read"));
		int luma = header.lumaSampling();
		if (!header.isBaseline()) {
			throw unsupported("it is not a baseline JPEG");
		}
		if (luma != SAMPLING_420 && luma != SAMPLING_422) {
			throw unsupported("its colours are neither 4:2:0 nor 4:2:2");
		}
		if (header.quantizationTables().isEmpty()) {
			throw unsupported("its quantization tables have 16 bits");
		}
		checkSize(header.width(), header.height());
		return new MediaFormat("JPEG", PAYLOAD_TYPE, MediaFormat.VIDEO_CLOCK, "", header.width(), header.height(),
				Jpeg::write);
	}

	private static void checkSize(int width, int height) throws UnsupportedMediaException {
		if (width > MAX_SIZE || height > MAX_SIZE || width % 8 != 0 || height % 8 != 0) {
			throw new UnsupportedMediaException("RTP/JPEG cannot carry pictures of " + width + "x" + height
					+ ": multiples of 8 up to 2040 are possible");
		}
	}

	private static UnsupportedMediaException unsupported(String reason) {
		return new UnsupportedMediaException("RTP/JPEG cannot carry this picture: " + reason);
	}

	/** Writes a picture for which {@link #format} has succeeded. */
	private static void write(byte[] jpeg, RtpWriter out) {
		JpegHeader header = JpegHeader.read(jpeg).orElseThrow();
		byte[] tables = header.quantizationTables().orElseThrow();
		int first = header.scan();
		int end = endOfScan(jpeg);
		int type = ((header.lumaSampling() == SAMPLING_420) ? 1 : 0) + ((header.restartInterval() > 0) ? 64 : 0);
		int at = first;
		while (at < end) {
			ByteBuf packet = out.begin();
			int start = packet.writerIndex();
			packet.writeInt(at - first).writeByte(type).writeByte(TABLES_INSIDE);
			packet.writeByte(header.width() / 8).writeByte(header.height() / 8);
			if (header.restartInterval() > 0) {
				packet.writeShort(header.restartInterval()).writeShort(0xffff);
			}
			if (at == first) {
				packet.writeByte(0).writeByte(0).writeShort(tables.length).writeBytes(tables);
			}
			int length = Math.min(RtpWriter.MAX_PAYLOAD_BYTES - (packet.writerIndex() - start), end - at);
			packet.writeBytes(jpeg, at, length);
			at += length;
			out.end(at == end);
		}
	}

	private static int endOfScan(byte[] jpeg) {
		boolean marked = jpeg[jpeg.length - 2] == (byte) 0xff && jpeg[jpeg.length - 1] == (byte) 0xd9;
		return marked ? jpeg.length - 2 : jpeg.length;
	}

}
