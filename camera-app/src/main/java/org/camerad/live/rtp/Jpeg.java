package org.camerad.live.rtp;

import java.util.Arrays;

import io.netty.buffer.ByteBuf;

/**
 * JPEG in RTP (RFC 2435): baseline, 4:2:0 or 4:2:2, the standard's Huffman tables, up to
 * 2040 pixels in each direction; the quantization tables travel with each picture.
 */
final class Jpeg {

	private static final int PAYLOAD_TYPE = 26;

	private static final int LARGEST = 2040;

	private static final int TABLES_INSIDE = 255;

	private Jpeg() {
	}

	/** The format of a stream, from a picture. */
	static MediaFormat format(byte[] jpeg) throws UnsupportedMediaException {
		try {
			Parts parts = Parts.read(jpeg);
			if (parts.width > LARGEST || parts.height > LARGEST || parts.width % 8 != 0 || parts.height % 8 != 0) {
				throw new UnsupportedMediaException("RTP/JPEG cannot carry pictures of " + parts.width + "x"
						+ parts.height + ": multiples of 8 up to 2040 are possible");
			}
			return new MediaFormat("JPEG", PAYLOAD_TYPE, MediaFormat.VIDEO_CLOCK, "", parts.width, parts.height,
					Jpeg::write);
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw new UnsupportedMediaException("RTP/JPEG cannot carry this picture: " + ex.getMessage());
		}
	}

	private static void write(byte[] jpeg, RtpWriter out) {
		Parts parts = Parts.read(jpeg);
		int at = parts.scan;
		int first = at;
		while (at < parts.end) {
			ByteBuf packet = out.begin();
			int start = packet.writerIndex();
			packet.writeInt(at - first).writeByte(parts.type()).writeByte(TABLES_INSIDE);
			packet.writeByte(parts.width / 8).writeByte(parts.height / 8);
			if (parts.restartInterval > 0) {
				packet.writeShort(parts.restartInterval).writeShort(0xffff);
			}
			if (at == first) {
				packet.writeByte(0).writeByte(0).writeShort(parts.tables.length).writeBytes(parts.tables);
			}
			int length = Math.min(RtpWriter.PAYLOAD - (packet.writerIndex() - start), parts.end - at);
			packet.writeBytes(jpeg, at, length);
			at += length;
			out.end(at == parts.end);
		}
	}

	/** What a JPEG's headers say, and where its scan is. */
	private static final class Parts {

		private int width;

		private int height;

		private boolean halfHeight;

		private int restartInterval;

		private byte[] tables = new byte[0];

		private int scan;

		private int end;

		static Parts read(byte[] jpeg) {
			Parts parts = new Parts();
			int at = 2;
			while (parts.scan == 0) {
				int marker = (jpeg[at] & 0xff) << 8 | jpeg[at + 1] & 0xff;
				int length = (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff;
				parts.segment(marker, jpeg, at + 4, at + 2 + length);
				at += 2 + length;
			}
			if (parts.width == 0) {
				throw new IllegalArgumentException("it has no frame header");
			}
			parts.end = (jpeg[jpeg.length - 2] == (byte) 0xff && jpeg[jpeg.length - 1] == (byte) 0xd9) ? jpeg.length - 2
					: jpeg.length;
			return parts;
		}

		private void segment(int marker, byte[] jpeg, int from, int to) {
			switch (marker) {
				case 0xffdb -> quantization(jpeg, from, to);
				case 0xffc0 -> frame(jpeg, from);
				case 0xffdd -> this.restartInterval = (jpeg[from] & 0xff) << 8 | jpeg[from + 1] & 0xff;
				case 0xffda -> this.scan = to;
				default -> {
					if (marker < 0xff00 || marker > 0xffc0 && marker < 0xffc4) {
						throw new IllegalArgumentException("it is not a baseline JPEG");
					}
				}
			}
		}

		private void quantization(byte[] jpeg, int from, int to) {
			for (int at = from; at < to; at += 65) {
				if (jpeg[at] >> 4 != 0) {
					throw new IllegalArgumentException("its quantization tables are of 16 bits");
				}
				int table = jpeg[at] & 0x0f;
				this.tables = Arrays.copyOf(this.tables, Math.max(this.tables.length, 64 * (table + 1)));
				System.arraycopy(jpeg, at + 1, this.tables, 64 * table, 64);
			}
		}

		private void frame(byte[] jpeg, int at) {
			this.height = (jpeg[at + 1] & 0xff) << 8 | jpeg[at + 2] & 0xff;
			this.width = (jpeg[at + 3] & 0xff) << 8 | jpeg[at + 4] & 0xff;
			int luma = (jpeg[at + 5] == 3) ? jpeg[at + 7] : 0;
			if (luma != 0x21 && luma != 0x22) {
				throw new IllegalArgumentException("its colours are neither 4:2:0 nor 4:2:2");
			}
			this.halfHeight = luma == 0x22;
		}

		private int type() {
			return (this.halfHeight ? 1 : 0) + ((this.restartInterval > 0) ? 64 : 0);
		}

	}

}
