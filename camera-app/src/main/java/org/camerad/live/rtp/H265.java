package org.camerad.live.rtp;

import java.util.List;

import io.netty.buffer.ByteBuf;
import org.camerad.driver.Codec;
import org.camerad.driver.Resolution;
import org.camerad.driver.support.video.AnnexB;
import org.camerad.driver.support.video.NalUnit;

/**
 * The RTP payload format of ITU-T H.265 (RFC 7798, without decoding order numbers).
 */
final class H265 {

	private static final int VPS = 32;

	private static final int SPS = 33;

	private static final int PPS = 34;

	private static final int FRAGMENT = 49;

	private static final int HEADER = 2;

	private H265() {
	}

	/**
	 * Returns the format of a stream.
	 * @param keyFrame a key frame with its parameter sets, in Annex B form
	 * @throws UnsupportedMediaException if a parameter set is missing or unusable
	 */
	static MediaFormat format(byte[] keyFrame) throws UnsupportedMediaException {
		List<NalUnit> units = AnnexB.split(keyFrame);
		NalUnit sps = find(units, SPS);
		Resolution size = H264.size(Codec.H265, sps);
		String fmtp = "sprop-vps=" + H264.base64(find(units, VPS)) + ";sprop-sps=" + H264.base64(sps) + ";sprop-pps="
				+ H264.base64(find(units, PPS));
		return new MediaFormat("H265", MediaFormat.DYNAMIC_VIDEO, MediaFormat.VIDEO_CLOCK, fmtp, size.width(),
				size.height(), H265::write);
	}

	private static NalUnit find(List<NalUnit> units, int type) throws UnsupportedMediaException {
		return units.stream()
			.filter((unit) -> unit.type(Codec.H265) == type && unit.length() > HEADER)
			.findFirst()
			.orElseThrow(() -> new UnsupportedMediaException("a key frame has no parameter set of type " + type));
	}

	private static void write(byte[] data, RtpWriter out) {
		List<NalUnit> units = AnnexB.split(data);
		for (int i = 0; i < units.size(); i++) {
			write(units.get(i), i == units.size() - 1, out);
		}
	}

	private static void write(NalUnit unit, boolean last, RtpWriter out) {
		if (unit.length() <= RtpWriter.MAX_PAYLOAD_BYTES || unit.length() <= HEADER) {
			out.begin().writeBytes(unit.data(), unit.start(), unit.length());
			out.end(last);
			return;
		}
		int room = RtpWriter.MAX_PAYLOAD_BYTES - HEADER - 1;
		for (int at = unit.start() + HEADER; at < unit.end(); at += room) {
			boolean begins = at == unit.start() + HEADER;
			boolean ends = at + room >= unit.end();
			ByteBuf packet = out.begin();
			packet.writeByte(unit.at(0) & 0x81 | FRAGMENT << 1).writeByte(unit.at(1));
			packet.writeByte((begins ? 0x80 : 0) | (ends ? 0x40 : 0) | unit.type(Codec.H265));
			packet.writeBytes(unit.data(), at, Math.min(room, unit.end() - at));
			out.end(last && ends);
		}
	}

}
