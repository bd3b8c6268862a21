package org.camerad.driver.support.video;

import java.util.Arrays;

import org.camerad.driver.Codec;

/**
 * A NAL unit without its start code. It is a view of shared bytes.
 *
 * @param data the bytes that contain the unit
 * @param start the index of its first byte
 * @param end the index after its last byte, greater than {@code start}
 */
public record NalUnit(byte[] data, int start, int end) {

	private static final int H264_SPS = 7;

	private static final int H264_PPS = 8;

	private static final int H264_KEY_SLICE = 5;

	private static final int H265_VPS = 32;

	private static final int H265_SPS = 33;

	private static final int H265_PPS = 34;

	/**
	 * Creates a unit.
	 * @throws IllegalArgumentException if the indexes are outside the array or the unit
	 * is empty
	 */
	public NalUnit {
		if (start < 0 || start >= end || end > data.length) {
			throw new IllegalArgumentException("no unit from " + start + " to " + end + " of " + data.length);
		}
	}

	/** Returns the unit that fills an array. */
	public static NalUnit of(byte[] data) {
		return new NalUnit(data, 0, data.length);
	}

	/** Returns the length in bytes, including the header. */
	public int length() {
		return this.end - this.start;
	}

	/** Returns one byte as 0 to 255. */
	public int at(int index) {
		return this.data[this.start + index] & 0xff;
	}

	/** Returns a copy of the bytes. */
	public byte[] copy() {
		return Arrays.copyOfRange(this.data, this.start, this.end);
	}

	/** Returns nal_unit_type: 0 to 31 for H.264, 0 to 63 for H.265. */
	public int type(Codec codec) {
		return (codec == Codec.H265) ? at(0) >> 1 & 0x3f : at(0) & 0x1f;
	}

	/** Returns whether this is a video, sequence or picture parameter set. */
	public boolean isParameterSet(Codec codec) {
		int type = type(codec);
		return (codec == Codec.H265) ? type >= H265_VPS && type <= H265_PPS : type == H264_SPS || type == H264_PPS;
	}

	/** Returns whether this is a sequence parameter set. */
	public boolean isSequenceParameterSet(Codec codec) {
		return type(codec) == ((codec == Codec.H265) ? H265_SPS : H264_SPS);
	}

	/** Returns whether this is a slice of a picture at which decoding can start. */
	public boolean isKeySlice(Codec codec) {
		int type = type(codec);
		return (codec == Codec.H265) ? type >= 16 && type <= 21 : type == H264_KEY_SLICE;
	}

}
