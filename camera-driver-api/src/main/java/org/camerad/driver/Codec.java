package org.camerad.driver;

/** A video codec. The name of a constant is the contract's word. */
public enum Codec {

	/** ITU-T H.264. */
	H264,

	/** ITU-T H.265. */
	H265

}
