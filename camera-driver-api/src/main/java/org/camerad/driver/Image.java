package org.camerad.driver;

/**
 * Settings of the image (contract 3.14), each 0 to 255 with 128 neutral (I1). At 128 the
 * picture is as the sensor delivers it; a higher value means more. Immutable.
 *
 * @param brightness brightness
 * @param contrast contrast
 * @param saturation colour saturation; 0 is grey
 * @param sharpness sharpness; values below 128 soften the picture
 */
public record Image(int brightness, int contrast, int saturation, int sharpness) {

	/** The range of each of the four values. */
	public static final IntRange RANGE = new IntRange(0, 255);

	/** The settings at which the picture is as the sensor delivers it. */
	public static final Image NEUTRAL = new Image(128, 128, 128, 128);

}
