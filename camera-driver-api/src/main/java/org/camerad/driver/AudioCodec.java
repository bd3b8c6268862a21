package org.camerad.driver;

/** How audio is encoded. */
public enum AudioCodec {

	/** ITU-T G.711 µ-law. */
	G711_MU_LAW,

	/** ITU-T G.711 A-law. */
	G711_A_LAW,

	/** AAC, low complexity. */
	AAC

}
