package org.camerad.live.rtp;

import java.util.HexFormat;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.camerad.driver.AccessUnit;
import org.camerad.driver.AudioCodec;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.Picture;

/** The RTP formats of a camera's media. */
public final class MediaFormats {

	private static final int G711_RATE = 8000;

	/** The sampling frequencies in Hz by their index (ISO/IEC 14496-3, table 1.18). */
	private static final List<Integer> AAC_RATES = List.of(96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050,
			16000, 12000, 11025, 8000, 7350);

	private static final int AAC_SAMPLES = 1024;

	private MediaFormats() {
	}

	/**
	 * Returns the format of an encoded stream.
	 * @param keyFrame a key frame with its parameter sets
	 * @throws UnsupportedMediaException if a parameter set is missing or unusable
	 */
	public static MediaFormat of(AccessUnit keyFrame) throws UnsupportedMediaException {
		return switch (keyFrame.codec()) {
			case H264 -> H264.format(keyFrame.data());
			case H265 -> H265.format(keyFrame.data());
		};
	}

	/**
	 * Returns the format of a stream that consists of JPEG pictures.
	 * @throws UnsupportedMediaException if RTP/JPEG cannot carry the picture
	 */
	public static MediaFormat of(Picture picture) throws UnsupportedMediaException {
		return Jpeg.format(picture.jpeg());
	}

	/**
	 * Returns the format of audio.
	 * @param sampleRate in Hz
	 * @throws UnsupportedMediaException if the codec does not support the sample rate
	 */
	public static MediaFormat of(AudioCodec codec, int sampleRate) throws UnsupportedMediaException {
		return switch (codec) {
			case G711_MU_LAW -> g711("PCMU", 0, sampleRate);
			case G711_A_LAW -> g711("PCMA", 8, sampleRate);
			case AAC -> aac(sampleRate);
		};
	}

	/**
	 * Returns the format of metadata (ONVIF Streaming specification 5.1.2.1): an XML
	 * document ends with the marked packet.
	 */
	public static MediaFormat metadata() {
		return new MediaFormat("vnd.onvif.metadata", MediaFormat.DYNAMIC_METADATA, MediaFormat.VIDEO_CLOCK, "", 0, 0,
				MediaFormats::writeDocument);
	}

	private static void writeDocument(byte[] data, RtpWriter out) {
		for (int at = 0; at < data.length; at += RtpWriter.MAX_PAYLOAD_BYTES) {
			int length = Math.min(RtpWriter.MAX_PAYLOAD_BYTES, data.length - at);
			out.begin().writeBytes(data, at, length);
			out.end(at + length == data.length);
		}
	}

	/** Returns the number of samples in an audio frame. */
	public static int samples(AudioFrame frame) {
		return switch (frame.codec()) {
			case G711_MU_LAW, G711_A_LAW -> frame.data().length;
			case AAC -> AAC_SAMPLES;
		};
	}

	/** G.711 has static payload types at 8000 Hz only (RFC 3551). */
	private static MediaFormat g711(String encoding, int payloadType, int rate) {
		int type = (rate == G711_RATE) ? payloadType : MediaFormat.DYNAMIC_AUDIO;
		return new MediaFormat(encoding, type, rate, "", 0, 0, MediaFormats::writeSamples);
	}

	private static void writeSamples(byte[] data, RtpWriter out) {
		for (int at = 0; at < data.length; at += RtpWriter.MAX_PAYLOAD_BYTES) {
			int length = Math.min(RtpWriter.MAX_PAYLOAD_BYTES, data.length - at);
			out.begin().writeBytes(data, at, length);
			out.end(false);
			out.advance(length);
		}
	}

	/**
	 * Returns the format of AAC: RFC 3640 in high bit rate mode, low complexity, one
	 * channel.
	 */
	private static MediaFormat aac(int rate) throws UnsupportedMediaException {
		int index = AAC_RATES.indexOf(rate);
		if (index < 0) {
			throw new UnsupportedMediaException("AAC has no sampling frequency of " + rate + " Hz");
		}
		int configuration = 2 << 11 | index << 7 | 1 << 3;
		String fmtp = "streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config="
				+ HexFormat.of().toHexDigits((short) configuration);
		return new MediaFormat("mpeg4-generic", MediaFormat.DYNAMIC_AUDIO, rate, fmtp, 0, 0, MediaFormats::writeAac);
	}

	private static void writeAac(byte[] data, RtpWriter out) {
		int room = RtpWriter.MAX_PAYLOAD_BYTES - 4;
		for (int at = 0; at < data.length; at += room) {
			ByteBuf packet = out.begin();
			packet.writeShort(16).writeShort(data.length << 3);
			packet.writeBytes(data, at, Math.min(room, data.length - at));
			out.end(at + room >= data.length);
		}
	}

}
