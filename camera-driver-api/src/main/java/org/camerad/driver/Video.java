package org.camerad.driver;

/**
 * How one stream is encoded (contract 3.10).
 *
 * @param codec the codec
 * @param resolution picture size
 * @param frameRate frames a second
 * @param gopLength frames from one key frame to the next, 1 to 300
 * @param bitrateKbps target bit rate in kbit/s
 * @param bitrateControl constant or variable
 */
public record Video(Codec codec, Resolution resolution, int frameRate, int gopLength, int bitrateKbps,
		BitrateControl bitrateControl) {

	/** How closely the encoder keeps to the bit rate. The name is the contract's word. */
	public enum BitrateControl {

		/** Constant bit rate. */
		CBR,

		/** Variable bit rate: the bit rate is the upper bound. */
		VBR

	}

}
