package org.camerad.driver;

/**
 * One combination that a stream's encoder offers (contract 3.9).
 *
 * @param codec the codec
 * @param resolution picture size
 * @param frameRate frames a second
 * @param bitrateKbps bit rate in kbit/s
 */
public record VideoMode(Codec codec, Resolution resolution, IntRange frameRate, IntRange bitrateKbps) {

	/** Whether the combination has these settings; it knows neither GOP nor control. */
	public boolean covers(Video video) {
		return this.codec == video.codec() && this.resolution.equals(video.resolution())
				&& this.frameRate.contains(video.frameRate()) && this.bitrateKbps.contains(video.bitrateKbps());
	}

}
