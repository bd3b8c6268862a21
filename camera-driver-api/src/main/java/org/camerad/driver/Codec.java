package org.camerad.driver;

/** How a video stream is encoded. The constant's name is the contract's word. */
public enum Codec {

	/** ITU-T H.264. */
	H264,

	/** ITU-T H.265. */
	H265

}
