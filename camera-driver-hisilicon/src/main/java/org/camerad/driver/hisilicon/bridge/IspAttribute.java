package org.camerad.driver.hisilicon.bridge;

/**
 * The attributes of the image signal processor that the bridge sets. Each has values of 0
 * to 255.
 */
public enum IspAttribute {

	/**
	 * Sharpness as a factor on the strengths of the sensor's tuning. 128 is factor 1 and
	 * keeps the tuning automatic; lower values soften.
	 */
	SHARPNESS(1, "sharpness"),
	/**
	 * Colour saturation as a factor on the sensor's tuning. 128 is factor 1 and keeps the
	 * tuning automatic; 0 is grey. This stage is before the streamer's saturation, so use
	 * only one of the two.
	 */
	SATURATION(2, "saturation"),
	/** The luminance target of automatic exposure; usually about 56. */
	EXPOSURE_TARGET(3, "exposure");

	private final int number;

	private final String word;

	IspAttribute(int number, String word) {
		this.number = number;
		this.word = word;
	}

	int number() {
		return this.number;
	}

	/** Returns the name of the attribute in the protocol of the bridge. */
	String word() {
		return this.word;
	}

}
