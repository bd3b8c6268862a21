package org.camerad.live.rtp;

/** A packetizer of one media format. Thread-safe. */
@FunctionalInterface
public interface Packetizer {

	/** Writes one access unit, picture or audio frame as RTP packets. */
	void write(byte[] data, RtpWriter out);

}
