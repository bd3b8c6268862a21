package org.camerad.driver.hisilicon.bridge;

/** What the bridge can set in the image signal processor, each 0 to 255. */
public enum IspAttribute {

	/**
	 * Sharpness as a factor on the strengths that the sensor was tuned to: 128 is 1, and
	 * leaves the tuning its automatic work; below 128 softens.
	 */
	SHARPNESS(1, "sharpness"),
	/**
	 * Colour saturation as a factor on what the sensor was tuned to: 128 is 1, and leaves
	 * the tuning its automatic work; 0 is grey. This stage is before the one that the
	 * streamer's saturation works in, so only one of the two should be used.
	 */
	SATURATION(2, "saturation"),
	/** The luminance that automatic exposure aims at; usually about 56. */
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

	/** The bridge's word for it. */
	String word() {
		return this.word;
	}

}
