package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.sim.scene.raster.Shape.Paint;

/**
 * How much daylight there is, and what it makes of colours.
 *
 * @param level 0 night to {@link #DAY} day
 */
public record Lighting(int level) {

	/** The level of full daylight. */
	public static final int DAY = 256;

	private static final int NIGHT_RED = 40;

	private static final int NIGHT_GREEN = 46;

	private static final int NIGHT_BLUE = 72;

	/** The colour that a paint has at a place between its top (0) and bottom (256). */
	public int color(Paint paint, int down) {
		return color(mix(paint.top(), paint.bottom(), down), paint.glow());
	}

	/** What a surface of that colour and with that light of its own looks like. */
	public int color(int rgb, int glow) {
		int warmth = warmth();
		int red = part(rgb >> 16, glow >> 16, glow != 0, NIGHT_RED) + warmth / 26;
		int green = part(rgb >> 8, glow >> 8, glow != 0, NIGHT_GREEN);
		int blue = part(rgb, glow, glow != 0, NIGHT_BLUE) - warmth / 16;
		return rgb(red, green, blue);
	}

	/** How much of dawn or dusk there is, 0 to 256. */
	public int warmth() {
		return DAY - Math.abs(2 * this.level - DAY);
	}

	private int part(int value, int glow, boolean glowing, int night) {
		int ambient = night + (DAY - night) * this.level / DAY;
		int reflected = (value & 0xff) * ambient / DAY;
		return glowing ? (reflected * this.level + (glow & 0xff) * (DAY - this.level)) / DAY : reflected;
	}

	/** A mixture: {@code share} 256ths of the second colour, the rest of the first. */
	public static int mix(int first, int second, int share) {
		int red = ((first >> 16) & 0xff) * (256 - share) + ((second >> 16) & 0xff) * share;
		int green = ((first >> 8) & 0xff) * (256 - share) + ((second >> 8) & 0xff) * share;
		int blue = (first & 0xff) * (256 - share) + (second & 0xff) * share;
		return ((red >> 8) << 16) | ((green >> 8) << 8) | (blue >> 8);
	}

	public static int rgb(int red, int green, int blue) {
		return (byteOf(red) << 16) | (byteOf(green) << 8) | byteOf(blue);
	}

	/** Brightness of a colour, as JFIF has it. */
	public static int luma(int rgb) {
		return (19595 * ((rgb >> 16) & 0xff) + 38470 * ((rgb >> 8) & 0xff) + 7471 * (rgb & 0xff) + 32768) >> 16;
	}

	/** Blueness of a colour, as JFIF has it. */
	public static int cb(int rgb) {
		return byteOf(128
				+ ((-11059 * ((rgb >> 16) & 0xff) - 21709 * ((rgb >> 8) & 0xff) + 32768 * (rgb & 0xff) + 32768) >> 16));
	}

	/** Redness of a colour, as JFIF has it. */
	public static int cr(int rgb) {
		return byteOf(128
				+ ((32768 * ((rgb >> 16) & 0xff) - 27439 * ((rgb >> 8) & 0xff) - 5329 * (rgb & 0xff) + 32768) >> 16));
	}

	static int byteOf(int value) {
		return Math.max(0, Math.min(255, value));
	}

}
