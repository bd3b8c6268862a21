package org.camerad.live.rtp;

import java.util.List;

import io.netty.buffer.ByteBuf;
import org.camerad.live.rtp.AnnexB.Nal;

/** ITU-T H.265 in RTP (RFC 7798, without decoding order numbers). */
final class H265 {

	private static final int VPS = 32;

	private static final int SPS = 33;

	private static final int PPS = 34;

	private static final int FRAGMENT = 49;

	private static final int HEADER = 2;

	/** The part of profile_tier_level that each layer has (7.3.3). */
	private static final int PROFILE = 88;

	private static final int LEVEL = 8;

	private H265() {
	}

	/** The format of a stream, from a key frame. */
	static MediaFormat format(byte[] keyFrame) throws UnsupportedMediaException {
		List<Nal> units = AnnexB.split(keyFrame);
		Nal sps = find(units, SPS);
		Size size = Size.read(sps, H265::size);
		String fmtp = "sprop-vps=" + H264.base64(find(units, VPS)) + ";sprop-sps=" + H264.base64(sps) + ";sprop-pps="
				+ H264.base64(find(units, PPS));
		return new MediaFormat("H265", MediaFormat.DYNAMIC_VIDEO, MediaFormat.VIDEO_CLOCK, fmtp, size.width(),
				size.height(), H265::write);
	}

	private static Nal find(List<Nal> units, int type) throws UnsupportedMediaException {
		return units.stream()
			.filter((unit) -> type(unit) == type && unit.length() > HEADER)
			.findFirst()
			.orElseThrow(() -> new UnsupportedMediaException("a key frame has no parameter set of type " + type));
	}

	private static int type(Nal unit) {
		return unit.at(0) >> 1 & 0x3f;
	}

	private static Size size(Nal sps) {
		BitReader in = new BitReader(sps, HEADER);
		in.skip(4);
		int layers = in.bits(3);
		in.skip(1);
		skipProfile(in, layers);
		in.unsigned();
		int colour = in.unsigned();
		in.skip((colour == 3) ? 1 : 0);
		Size coded = new Size(in.unsigned(), in.unsigned());
		return in.flag() ? coded.cropped(in, (colour == 1 || colour == 2) ? 2 : 1, (colour == 1) ? 2 : 1) : coded;
	}

	private static void skipProfile(BitReader in, int layers) {
		in.skip(PROFILE + LEVEL);
		int skipped = 0;
		for (int i = 0; i < layers; i++) {
			skipped += (in.flag() ? PROFILE : 0) + (in.flag() ? LEVEL : 0);
		}
		in.skip((layers > 0) ? 2 * (8 - layers) : 0);
		in.skip(skipped);
	}

	private static void write(byte[] data, RtpWriter out) {
		List<Nal> units = AnnexB.split(data);
		for (int i = 0; i < units.size(); i++) {
			write(units.get(i), i == units.size() - 1, out);
		}
	}

	private static void write(Nal unit, boolean last, RtpWriter out) {
		if (unit.length() <= RtpWriter.PAYLOAD || unit.length() <= HEADER) {
			out.begin().writeBytes(unit.data(), unit.start(), unit.length());
			out.end(last);
			return;
		}
		int room = RtpWriter.PAYLOAD - HEADER - 1;
		for (int at = unit.start() + HEADER; at < unit.end(); at += room) {
			boolean begins = at == unit.start() + HEADER;
			boolean ends = at + room >= unit.end();
			ByteBuf packet = out.begin();
			packet.writeByte(unit.at(0) & 0x81 | FRAGMENT << 1).writeByte(unit.at(1));
			packet.writeByte((begins ? 0x80 : 0) | (ends ? 0x40 : 0) | type(unit));
			packet.writeBytes(unit.data(), at, Math.min(room, unit.end() - at));
			out.end(last && ends);
		}
	}

}
