package org.camerad.driver;

/**
 * Encoder settings of one stream (contract 3.10). Immutable. The permitted combinations
 * are {@link VideoStream#modes()}.
 *
 * @param codec the codec
 * @param resolution the size of the picture
 * @param frameRate frame rate in frames per second
 * @param gopLength number of frames from one key frame to the next, 1 to 300
 * @param bitrateKbps target bit rate in kbit/s
 * @param bitrateControl constant or variable bit rate
 */
public record Video(Codec codec, Resolution resolution, int frameRate, int gopLength, int bitrateKbps,
		BitrateControl bitrateControl) {

	/**
	 * A rate control of the encoder. The name of a constant is the contract's word.
	 */
	public enum BitrateControl {

		/** Constant bit rate. */
		CBR,

		/** Variable bit rate; {@link Video#bitrateKbps()} is the upper limit. */
		VBR

	}

}
