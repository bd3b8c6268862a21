package org.camerad.driver.support.osd;

/**
 * A glyph at one size: the coverage of each pixel by the glyph and by the outline around
 * it.
 *
 * @param width width in pixels
 * @param height height in pixels
 * @param ink the coverage by the glyph, 0 to 255 for each pixel, row by row
 * @param outline the coverage by glyph and outline, likewise
 */
record Glyph(int width, int height, byte[] ink, byte[] outline) {

	/**
	 * Renders a letter with its marks at a size. The dots become a smooth field, which is
	 * sampled and cut at half its height, so corners are rounded and slopes have no
	 * steps.
	 */
	static Glyph of(Font font, String cluster, int height) {
		int dots = font.width(cluster.codePointAt(0));
		Field field = new Field(font.clusterRows(cluster), dots);
		int width = Math.max(1, (dots * height + Font.DOTS / 2) / Font.DOTS);
		byte[] ink = new byte[width * height];
		float pixels = (float) height / Font.DOTS;
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				float at = field.at((x + 0.5f) / pixels, (y + 0.5f) / pixels);
				ink[y * width + x] = edge(at, pixels);
			}
		}
		return new Glyph(width, height, ink, outline(ink, width, height));
	}

	private static byte edge(float field, float pixels) {
		float sharp = (field - 0.44f) * Math.max(1.2f, pixels * 0.9f) + 0.5f;
		return (byte) Math.max(0, Math.min(255, (int) (sharp * 255)));
	}

	private static byte[] outline(byte[] ink, int width, int height) {
		int reach = Math.max(1, height / 26);
		byte[] outline = new byte[ink.length];
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				outline[y * width + x] = greatest(ink, width, height, new int[] { x, y, reach });
			}
		}
		return outline;
	}

	private static byte greatest(byte[] ink, int width, int height, int[] at) {
		int greatest = 0;
		for (int y = Math.max(0, at[1] - at[2]); y <= Math.min(height - 1, at[1] + at[2]); y++) {
			for (int x = Math.max(0, at[0] - at[2]); x <= Math.min(width - 1, at[0] + at[2]); x++) {
				greatest = Math.max(greatest, ink[y * width + x] & 0xff);
			}
		}
		return (byte) greatest;
	}

	/** The dots of a glyph as a smooth function of the position in dots. */
	private record Field(short[] rows, int dots) {

		float at(float x, float y) {
			float sum = 0;
			float weights = 0;
			int column = (int) Math.floor(x - 0.5f);
			int row = (int) Math.floor(y - 0.5f);
			for (int j = row - 1; j <= row + 2; j++) {
				for (int i = column - 1; i <= column + 2; i++) {
					float weight = weight(x - i - 0.5f) * weight(y - j - 0.5f);
					weights += weight;
					sum += dot(i, j) ? weight : 0;
				}
			}
			return sum / weights;
		}

		private boolean dot(int column, int row) {
			return row >= 0 && row < Font.DOTS && column >= 0 && column < this.dots
					&& (this.rows[row] >> (this.dots - 1 - column) & 1) == 1;
		}

		/** Returns the weight of a dot: 1 at its centre, 0 from 1.25 dots on. */
		private static float weight(float distance) {
			float far = Math.abs(distance) / 1.25f;
			return (far >= 1) ? 0 : (1 - far * far) * (1 - far * far);
		}

	}

}
