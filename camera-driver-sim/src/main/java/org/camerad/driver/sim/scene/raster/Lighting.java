package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.sim.scene.raster.Shape.Paint;

/**
 * The amount of daylight and its effect on colours.
 *
 * @param level 0 (night) to {@link #DAY}
 */
public record Lighting(int level) {

	/** The level of full daylight. */
	public static final int DAY = 256;

	private static final int NIGHT_RED = 40;

	private static final int NIGHT_GREEN = 46;

	private static final int NIGHT_BLUE = 72;

	/**
	 * Returns the colour of a paint at a place between its top (0) and bottom (256).
	 */
	public int color(Paint paint, int down) {
		return color(mix(paint.top(), paint.bottom(), down), paint.glow());
	}

	/**
	 * Returns the colour of a lit surface.
	 * @param rgb colour of the surface
	 * @param glow colour of its own light, 0 for none
	 */
	public int color(int rgb, int glow) {
		int warmth = warmth();
		int red = part(rgb >> 16, glow >> 16, glow != 0, NIGHT_RED) + warmth / 26;
		int green = part(rgb >> 8, glow >> 8, glow != 0, NIGHT_GREEN);
		int blue = part(rgb, glow, glow != 0, NIGHT_BLUE) - warmth / 16;
		return rgb(red, green, blue);
	}

	/** Returns the amount of dawn or dusk, 0 to 256. */
	public int warmth() {
		return DAY - Math.abs(2 * this.level - DAY);
	}

	private int part(int value, int glow, boolean glowing, int night) {
		int ambient = night + (DAY - night) * this.level / DAY;
		int reflected = (value & 0xff) * ambient / DAY;
		return glowing ? (reflected * this.level + (glow & 0xff) * (DAY - this.level)) / DAY : reflected;
	}

	/**
	 * Returns a mixture of two colours.
	 * @param share share of the second colour, in 256ths
	 */
	public static int mix(int first, int second, int share) {
		int red = ((first >> 16) & 0xff) * (256 - share) + ((second >> 16) & 0xff) * share;
		int green = ((first >> 8) & 0xff) * (256 - share) + ((second >> 8) & 0xff) * share;
		int blue = (first & 0xff) * (256 - share) + (second & 0xff) * share;
		return ((red >> 8) << 16) | ((green >> 8) << 8) | (blue >> 8);
	}

	public static int rgb(int red, int green, int blue) {
		return (byteOf(red) << 16) | (byteOf(green) << 8) | byteOf(blue);
	}

	/** Returns the brightness of a colour (JFIF). */
	public static int luma(int rgb) {
		return (19595 * ((rgb >> 16) & 0xff) + 38470 * ((rgb >> 8) & 0xff) + 7471 * (rgb & 0xff) + 32768) >> 16;
	}

	/** Returns the blue difference of a colour (JFIF). */
	public static int cb(int rgb) {
		return byteOf(128
				+ ((-11059 * ((rgb >> 16) & 0xff) - 21709 * ((rgb >> 8) & 0xff) + 32768 * (rgb & 0xff) + 32768) >> 16));
	}

	/** Returns the red difference of a colour (JFIF). */
	public static int cr(int rgb) {
		return byteOf(128
				+ ((32768 * ((rgb >> 16) & 0xff) - 27439 * ((rgb >> 8) & 0xff) - 5329 * (rgb & 0xff) + 32768) >> 16));
	}

	static int byteOf(int value) {
		return Math.max(0, Math.min(255, value));
	}

}
