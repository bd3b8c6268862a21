package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.Image;

/**
 * The effect of lens, sensor and image settings: blur, exposure, brightness, contrast,
 * saturation, sharpness. Equal adjustments map equal samples to equal samples.
 *
 * @param blur blur radius of a lens out of focus, pixels
 * @param exposure amount of light on the sensor, 256 is normal
 * @param image the image settings
 */
public record ImageAdjustments(int blur, int exposure, Image image) {

	/** The exposure with an open shutter by day. */
	public static final int NORMAL_EXPOSURE = 256;

	private static final int NEUTRAL = 128;

	/**
	 * The distance of all samples from black and white, so that noise can be added
	 * without overflow checks.
	 */
	static final int HEADROOM = 8;

	/** Returns the nearest brightness that leaves room for noise. */
	public static int clampLuma(int luma) {
		return Math.max(HEADROOM, Math.min(255 - HEADROOM, luma));
	}

	/** Returns whether the adjustments change nothing. */
	public boolean isIdentity() {
		return isPointwise() && this.exposure == NORMAL_EXPOSURE && this.image.brightness() == NEUTRAL
				&& this.image.contrast() == NEUTRAL && this.image.saturation() == NEUTRAL;
	}

	/** Returns whether each sample depends only on itself. */
	boolean isPointwise() {
		return this.blur == 0 && this.image.sharpness() == NEUTRAL;
	}

	/**
	 * Returns the distance, in pixels, at which a sample can influence another one.
	 */
	public int reach() {
		return isPointwise() ? 0 : 2 * this.blur + 4;
	}

	/** Returns the resulting brightness for each brightness. */
	byte[] lumaTable() {
		byte[] table = new byte[256];
		for (int i = 0; i < table.length; i++) {
			int exposedLuma = Math.min(255, i * this.exposure >> 8);
			int contrasted = (exposedLuma - NEUTRAL) * this.image.contrast() / NEUTRAL + NEUTRAL;
			int value = contrasted + this.image.brightness() - NEUTRAL;
			table[i] = (byte) clampLuma(value);
		}
		return table;
	}

	/** Returns the resulting colour difference for each colour difference. */
	byte[] chromaTable() {
		byte[] table = new byte[256];
		int gain = Math.min(NORMAL_EXPOSURE, this.exposure);
		for (int i = 0; i < table.length; i++) {
			int value = (i - NEUTRAL) * this.image.saturation() * gain / (NEUTRAL * NORMAL_EXPOSURE) + NEUTRAL;
			table[i] = (byte) Lighting.byteOf(value);
		}
		return table;
	}

}
