package org.camerad.driver;

/**
 * The picture's look (contract 3.14), each 0 to 255 with 128 neutral (I1): 128 leaves the
 * picture as the sensor gives it, and more is always more.
 *
 * @param brightness brightness
 * @param contrast contrast
 * @param saturation colour saturation; 0 is grey
 * @param sharpness sharpness; below 128 softens
 */
public record Image(int brightness, int contrast, int saturation, int sharpness) {

	/** The range of each of the four. */
	public static final IntRange RANGE = new IntRange(0, 255);

	/** The picture as the sensor gives it. */
	public static final Image NEUTRAL = new Image(128, 128, 128, 128);

}
