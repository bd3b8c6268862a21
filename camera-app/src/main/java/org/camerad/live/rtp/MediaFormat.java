package org.camerad.live.rtp;

/**
 * What a track consists of, as SDP (RFC 8866) tells it.
 *
 * @param encoding the encoding's name in {@code a=rtpmap}
 * @param payloadType 0 to 127
 * @param clockRate RTP time units a second
 * @param fmtp the parameters of {@code a=fmtp}, empty for none
 * @param width of the picture in pixels, 0 for audio
 * @param height of the picture in pixels, 0 for audio
 * @param payload cuts it into packets
 */
public record MediaFormat(String encoding, int payloadType, int clockRate, String fmtp, int width, int height,
		Packetizer packetizer) {

	/** The payload type of formats that have none of their own: video. */
	static final int DYNAMIC_VIDEO = 96;

	/** The payload type of formats that have none of their own: audio. */
	static final int DYNAMIC_AUDIO = 97;

	/** RTP's clock for video. */
	static final int VIDEO_CLOCK = 90_000;

	/** Whether a viewer who was told this format can go on with another. */
	public boolean continuesAs(MediaFormat next) {
		return this.encoding.equals(next.encoding) && this.payloadType == next.payloadType
				&& this.clockRate == next.clockRate && this.width == next.width && this.height == next.height;
	}

}
