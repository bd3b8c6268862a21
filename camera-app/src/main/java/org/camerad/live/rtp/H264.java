package org.camerad.live.rtp;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import io.netty.buffer.ByteBuf;
import org.camerad.live.rtp.AnnexB.Nal;

/** ITU-T H.264 in RTP (RFC 6184, packetization mode 1). */
final class H264 {

	private static final int TYPE = 0x1f;

	private static final int SPS = 7;

	private static final int PPS = 8;

	private static final int FU_A = 28;

	/** The profiles whose parameter sets tell the colour format (7.3.2.1.1). */
	private static final Set<Integer> HIGH = Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

	private H264() {
	}

	/** The format of a stream, from a key frame. */
	static MediaFormat format(byte[] keyFrame) throws UnsupportedMediaException {
		List<Nal> units = AnnexB.split(keyFrame);
		Nal sps = find(units, SPS);
		Nal pps = find(units, PPS);
		Size size = Size.read(sps, H264::size);
		String fmtp = "packetization-mode=1;profile-level-id="
				+ HexFormat.of().formatHex(sps.data(), sps.start() + 1, sps.start() + 4) + ";sprop-parameter-sets="
				+ base64(sps) + "," + base64(pps);
		return new MediaFormat("H264", MediaFormat.DYNAMIC_VIDEO, MediaFormat.VIDEO_CLOCK, fmtp, size.width(),
				size.height(), H264::write);
	}

	private static Nal find(List<Nal> units, int type) throws UnsupportedMediaException {
		return units.stream()
			.filter((unit) -> (unit.at(0) & TYPE) == type && unit.length() > ((type == SPS) ? 3 : 1))
			.findFirst()
			.orElseThrow(() -> new UnsupportedMediaException("a key frame has no parameter set of type " + type));
	}

	static String base64(Nal unit) {
		return Base64.getEncoder().encodeToString(unit.copy());
	}

	private static Size size(Nal sps) {
		BitReader in = new BitReader(sps, 1);
		int profile = in.bits(8);
		in.skip(16);
		in.unsigned();
		int colour = HIGH.contains(profile) ? colour(in) : 1;
		in.unsigned();
		skipPictureOrder(in);
		in.unsigned();
		in.skip(1);
		int width = 16 * (in.unsigned() + 1);
		int mapUnits = in.unsigned() + 1;
		int fields = in.flag() ? 1 : 2;
		in.skip((fields == 2) ? 2 : 1);
		Size coded = new Size(width, 16 * mapUnits * fields);
		return in.flag() ? coded.cropped(in, (colour == 1 || colour == 2) ? 2 : 1, ((colour == 1) ? 2 : 1) * fields)
				: coded;
	}

	private static int colour(BitReader in) {
		int colour = in.unsigned();
		in.skip((colour == 3) ? 1 : 0);
		in.unsigned();
		in.unsigned();
		in.skip(1);
		if (in.flag()) {
			for (int i = 0; i < ((colour == 3) ? 12 : 8); i++) {
				skipScalingList(in, (i < 6) ? 16 : 64);
			}
		}
		return colour;
	}

	private static void skipScalingList(BitReader in, int size) {
		int next = in.flag() ? 8 : 0;
		int last = 8;
		for (int i = 0; i < size && next != 0; i++) {
			next = (last + in.signed() + 256) % 256;
			last = (next == 0) ? last : next;
		}
	}

	private static void skipPictureOrder(BitReader in) {
		int type = in.unsigned();
		if (type == 0) {
			in.unsigned();
		}
		else if (type == 1) {
			in.skip(1);
			in.signed();
			in.signed();
			int cycle = in.unsigned();
			for (int i = 0; i < cycle; i++) {
				in.signed();
			}
		}
	}

	private static void write(byte[] data, RtpWriter out) {
		List<Nal> units = AnnexB.split(data);
		for (int i = 0; i < units.size(); i++) {
			write(units.get(i), i == units.size() - 1, out);
		}
	}

	private static void write(Nal unit, boolean last, RtpWriter out) {
		if (unit.length() <= RtpWriter.PAYLOAD) {
			out.begin().writeBytes(unit.data(), unit.start(), unit.length());
			out.end(last);
			return;
		}
		int header = unit.at(0);
		int room = RtpWriter.PAYLOAD - 2;
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
