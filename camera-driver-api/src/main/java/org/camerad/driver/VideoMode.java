package org.camerad.driver;

/**
 * A combination that a stream's encoder offers (contract 3.9). Immutable.
 *
 * @param codec the codec
 * @param resolution the size of the picture
 * @param frameRate permitted frame rates in frames per second
 * @param bitrateKbps permitted bit rates in kbit/s
 */
public record VideoMode(Codec codec, Resolution resolution, IntRange frameRate, IntRange bitrateKbps) {

	/**
	 * Returns whether the settings are within this combination. GOP length and rate
	 * control are not compared.
	 */
	public boolean covers(Video video) {
		return this.codec == video.codec() && this.resolution.equals(video.resolution())
				&& this.frameRate.contains(video.frameRate()) && this.bitrateKbps.contains(video.bitrateKbps());
	}

}
