package org.camerad.live.rtp;

/**
 * The format of one track, as SDP (RFC 8866) describes it.
 *
 * @param encoding the encoding's name in {@code a=rtpmap}
 * @param payloadType 0 to 127
 * @param clockRate the RTP clock in Hz
 * @param fmtp the parameters of {@code a=fmtp}, empty for none
 * @param width the picture's width in pixels, 0 for audio
 * @param height the picture's height in pixels, 0 for audio
 * @param packetizer splits the media into packets
 */
public record MediaFormat(String encoding, int payloadType, int clockRate, String fmtp, int width, int height,
		Packetizer packetizer) {

	/** The payload type of video formats without a static one. */
	static final int DYNAMIC_VIDEO = 96;

	/** The payload type of audio formats without a static one. */
	static final int DYNAMIC_AUDIO = 97;

	/** The payload type of metadata. */
	static final int DYNAMIC_METADATA = 98;

	/** The RTP clock of video in Hz. */
	static final int VIDEO_CLOCK = 90_000;

	/** Returns whether a client that knows this format can continue with another one. */
	public boolean continuesAs(MediaFormat next) {
		return this.encoding.equals(next.encoding) && this.payloadType == next.payloadType
				&& this.clockRate == next.clockRate && this.width == next.width && this.height == next.height;
	}

}
