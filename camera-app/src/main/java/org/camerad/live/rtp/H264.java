package org.camerad.live.rtp;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.camerad.driver.Codec;
import org.camerad.driver.Resolution;
import org.camerad.driver.support.video.AnnexB;
import org.camerad.driver.support.video.NalUnit;
import org.camerad.driver.support.video.SequenceParameterSet;

/** The RTP payload format of ITU-T H.264 (RFC 6184, packetization mode 1). */
final class H264 {

	private static final int TYPE = 0x1f;

	private static final int SPS = 7;

	private static final int PPS = 8;

	private static final int FU_A = 28;

	private H264() {
	}

	/**
	 * Returns the format of a stream.
	 * @param keyFrame a key frame with its parameter sets, in Annex B form
	 * @throws UnsupportedMediaException if a parameter set is missing or unusable
	 */
	static MediaFormat format(byte[] keyFrame) throws UnsupportedMediaException {
		List<NalUnit> units = AnnexB.split(keyFrame);
		NalUnit sps = find(units, SPS);
		NalUnit pps = find(units, PPS);
		Resolution size = size(Codec.H264, sps);
		String fmtp = "packetization-mode=1;profile-level-id="
				+ HexFormat.of().formatHex(sps.data(), sps.start() + 1, sps.start() + 4) + ";sprop-parameter-sets="
				+ base64(sps) + "," + base64(pps);
		return new MediaFormat("H264", MediaFormat.DYNAMIC_VIDEO, MediaFormat.VIDEO_CLOCK, fmtp, size.width(),
				size.height(), H264::write);
	}

	private static NalUnit find(List<NalUnit> units, int type) throws UnsupportedMediaException {
		return units.stream()
			.filter((unit) -> unit.type(Codec.H264) == type && unit.length() > ((type == SPS) ? 3 : 1))
			.findFirst()
			.orElseThrow(() -> new UnsupportedMediaException("a key frame has no parameter set of type " + type));
	}

	/** Returns the picture size in a sequence parameter set. */
	static Resolution size(Codec codec, NalUnit sps) throws UnsupportedMediaException {
		return SequenceParameterSet.size(codec, sps)
			.orElseThrow(() -> new UnsupportedMediaException(
					"the picture size in the sequence parameter set is not usable"));
	}

	static String base64(NalUnit unit) {
		return Base64.getEncoder().encodeToString(unit.copy());
	}

	private static void write(byte[] data, RtpWriter out) {
		List<NalUnit> units = AnnexB.split(data);
		for (int i = 0; i < units.size(); i++) {
			write(units.get(i), i == units.size() - 1, out);
		}
	}

	private static void write(NalUnit unit, boolean last, RtpWriter out) {
		if (unit.length() <= RtpWriter.MAX_PAYLOAD_BYTES) {
			out.begin().writeBytes(unit.data(), unit.start(), unit.length());
			out.end(last);
			return;
		}
		int header = unit.at(0);
		int room = RtpWriter.MAX_PAYLOAD_BYTES - 2;
		for (int at = unit.start() + 1; at < unit.end(); at += room) {
			boolean begins = at == unit.start() + 1;
			boolean ends = at + room >= unit.end();
			ByteBuf packet = out.begin();
			packet.writeByte(header & 0xe0 | FU_A);
			packet.writeByte((begins ? 0x80 : 0) | (ends ? 0x40 : 0) | header & TYPE);
			packet.writeBytes(unit.data(), at, Math.min(room, unit.end() - at));
			out.end(last && ends);
		}
	}

}
