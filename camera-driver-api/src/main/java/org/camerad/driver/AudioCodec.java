package org.camerad.driver;

/** An audio codec. */
public enum AudioCodec {

	/** ITU-T G.711 µ-law. */
	G711_MU_LAW,

	/** ITU-T G.711 A-law. */
	G711_A_LAW,

	/** AAC-LC (ISO/IEC 14496-3). */
	AAC

}
