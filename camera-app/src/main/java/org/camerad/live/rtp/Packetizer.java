package org.camerad.live.rtp;

/** How one media format is cut into RTP packets. Any thread. */
@FunctionalInterface
public interface Packetizer {

	/** Writes one access unit, picture or piece of audio as packets. */
	void write(byte[] data, RtpWriter out);

}
