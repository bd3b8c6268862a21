package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.Image;

/**
 * What lens, sensor and settings make of the world: blur, exposure, brightness, contrast,
 * saturation, sharpness. The same look turns the same samples into the same samples.
 *
 * @param blur radius of the blur of a lens out of focus, pixels
 * @param exposure how much light reaches the sensor, in 256ths of the usual
 * @param image the settings
 */
public record ImageAdjustments(int blur, int exposure, Image image) {

	/** The exposure of an open shutter on a usual day. */
	public static final int NORMAL_EXPOSURE = 256;

	private static final int NEUTRAL = 128;

	/**
	 * Samples keep this far from black and white, so that grain can be added without
	 * looking for overflow.
	 */
	static final int HEADROOM = 8;

	/** The nearest brightness that a picture may have before grain is added. */
	public static int clampLuma(int luma) {
		return Math.max(HEADROOM, Math.min(255 - HEADROOM, luma));
	}

	/** Whether the look leaves the picture as it is. */
	public boolean isIdentity() {
		return isPointwise() && this.exposure == NORMAL_EXPOSURE && this.image.brightness() == NEUTRAL
				&& this.image.contrast() == NEUTRAL && this.image.saturation() == NEUTRAL;
	}

	/** Whether each sample depends upon itself alone. */
	boolean isPointwise() {
		return this.blur == 0 && this.image.sharpness() == NEUTRAL;
	}

	/** How far a sample can be from one that it has an influence upon. */
	public int reach() {
		return isPointwise() ? 0 : 2 * this.blur + 4;
	}

	/** The brightness that comes of each brightness. */
	byte[] lumaTable() {
		byte[] table = new byte[256];
		for (int i = 0; i < table.length; i++) {
			int exposed = Math.min(255, i * this.exposure >> 8);
			int contrasted = (exposed - NEUTRAL) * this.image.contrast() / NEUTRAL + NEUTRAL;
			int value = contrasted + this.image.brightness() - NEUTRAL;
			table[i] = (byte) clampLuma(value);
		}
		return table;
	}

	/** The colour difference that comes of each colour difference. */
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
