package org.camerad.driver.sim.scene.raster;

import org.camerad.driver.support.picture.YuvPicture;

/**
 * The transformation that turns a stored picture upright: it is mirrored first, then
 * rotated.
 *
 * @param mirrored whether left and right are swapped
 * @param quarters quarter turns clockwise, 0 to 3
 */
public record Orientation(boolean mirrored, int quarters) {

	/** No transformation. */
	public static final Orientation UPRIGHT = new Orientation(false, 0);

	/**
	 * Returns the orientation for an EXIF value (tag 0x0112), 1 to 8; upright for any
	 * other value.
	 */
	public static Orientation ofExif(int value) {
		return switch (value) {
			case 2 -> new Orientation(true, 0);
			case 3 -> new Orientation(false, 2);
			case 4 -> new Orientation(true, 2);
			case 5 -> new Orientation(true, 3);
			case 6 -> new Orientation(false, 1);
			case 7 -> new Orientation(true, 1);
			case 8 -> new Orientation(false, 3);
			default -> UPRIGHT;
		};
	}

	/**
	 * Returns the nearest orientation to the matrix of a video container (ISO/IEC
	 * 14496-12, 6.2.2). A place (x, y) of the stored picture is shown at (ax + cy, bx +
	 * dy), where x grows to the right and y downwards.
	 */
	public static Orientation ofMatrix(double a, double b, double c, double d) {
		int quarters;
		if (Math.abs(d) >= Math.abs(c)) {
			quarters = (d >= 0) ? 0 : 2;
		}
		else {
			quarters = (c < 0) ? 1 : 3;
		}
		return new Orientation(a * d - b * c < 0, quarters);
	}

	/** Returns the upright picture. Its sides are even. */
	public YuvPicture apply(YuvPicture stored) {
		if (equals(UPRIGHT)) {
			return stored;
		}
		boolean onItsSide = this.quarters % 2 == 1;
		YuvPicture upright = YuvPicture.color(onItsSide ? stored.height() : stored.width(),
				onItsSide ? stored.width() : stored.height());
		turn(stored.luma(), stored.width(), stored.height(), upright.luma());
		turn(stored.cb(), stored.chromaWidth(), stored.chromaHeight(), upright.cb());
		turn(stored.cr(), stored.chromaWidth(), stored.chromaHeight(), upright.cr());
		return upright;
	}

	private void turn(byte[] from, int width, int height, byte[] to) {
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				int column = this.mirrored ? width - 1 - x : x;
				int place = switch (this.quarters) {
					case 1 -> column * height + height - 1 - y;
					case 2 -> (height - 1 - y) * width + width - 1 - column;
					case 3 -> (width - 1 - column) * height + y;
					default -> y * width + column;
				};
				to[place] = from[y * width + x];
			}
		}
	}

}
