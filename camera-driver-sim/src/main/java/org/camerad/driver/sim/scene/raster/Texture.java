package org.camerad.driver.sim.scene.raster;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The roughness of surfaces, so that there is always something for sharpness and focus to
 * act upon: noise that goes with the world when the head turns. Its grains are either one
 * pixel at every zoom, and move by whole pixels, or one to two pixels, and move as all
 * else does: a motion detector sees the difference. One thread at a time.
 */
final class Texture {

	private static final int SIDE = 256;

	/** Each row is there twice: from any column on a whole row lies side by side. */
	private static final int STRIDE = 2 * SIDE;

	/** For each strength that was wanted. */
	private static final AtomicReferenceArray<byte[]> TILES = new AtomicReferenceArray<>(128);

	private final Viewport viewport;

	private final boolean pixels;

	private final double grainsPerDegree;

	/** Which column of the tile each column of the picture has. */
	private final int[] columns;

	private byte[] tile = new byte[0];

	private int line;

	private int start;

	/**
	 * The roughness that a window sees.
	 * @param pixels whether grains are pixels, which is much quicker
	 */
	Texture(Viewport viewport, boolean pixels) {
		this.viewport = viewport;
		this.pixels = pixels;
		this.grainsPerDegree = StrictMath.scalb(1.0, Math.getExponent(viewport.columnsPerDegree()));
		this.columns = new int[pixels ? 0 : viewport.width()];
		for (int x = 0; x < this.columns.length; x++) {
			this.columns[x] = cell(viewport.azimuth(x) * this.grainsPerDegree);
		}
	}

	private static int cell(double grains) {
		return (int) Math.floor(grains) & SIDE - 1;
	}

	/** Becomes that rough: the greatest deviation, 0 to 127 steps of brightness. */
	void setStrength(int strength) {
		byte[] found = TILES.get(strength);
		if (found == null) {
			found = tile(strength);
			TILES.set(strength, found);
		}
		this.tile = found;
	}

	/** Goes to a row of the picture. */
	void row(int y) {
		int row = this.pixels ? this.viewport.top() / Viewport.PARTS_PER_PIXEL + y & SIDE - 1
				: cell(-this.viewport.elevation(y) * this.grainsPerDegree);
		this.line = row * STRIDE;
		this.start = y * this.viewport.width();
	}

	/**
	 * Paints a part of the row.
	 * @param from where it begins in the plane
	 * @param to where it ends
	 * @param value the brightness, at least the grain away from both ends
	 * @param share how much of what is there is covered, of {@link PixelWriter#FULL}
	 */
	void paint(byte[] plane, int from, int to, int value, int share) {
		if (share == PixelWriter.FULL && this.pixels) {
			cover(plane, from, to, value);
			return;
		}
		int left = left();
		for (int i = from; i < to; i++) {
			int column = this.pixels ? left + i & SIDE - 1 : this.columns[i - this.start];
			int old = plane[i] & 0xff;
			plane[i] = (byte) (old + ((value + this.tile[this.line + column] - old) * share + 128 >> 8));
		}
	}

	/** What to add to a place in the plane for a column of the tile. */
	private int left() {
		return this.viewport.left() / Viewport.PARTS_PER_PIXEL - this.start;
	}

	/** In two steps of which each is done for many pixels at once. */
	private void cover(byte[] plane, int from, int to, int value) {
		int left = left();
		for (int i = from; i < to; i += SIDE) {
			int count = Math.min(to - i, SIDE);
			System.arraycopy(this.tile, this.line + (left + i & SIDE - 1), plane, i, count);
		}
		for (int i = from; i < to; i++) {
			plane[i] = (byte) (plane[i] + value);
		}
	}

	private static byte[] tile(int strength) {
		byte[] fine = noise(20);
		byte[] coarse = noise(21);
		byte[] tile = new byte[SIDE * STRIDE];
		for (int y = 0; y < SIDE; y++) {
			for (int x = 0; x < STRIDE; x++) {
				int column = x & SIDE - 1;
				int rough = fine[y * SIDE + column] + coarse[y / 2 * SIDE + column / 4];
				tile[y * STRIDE + x] = (byte) (rough * strength >> 8);
			}
		}
		return tile;
	}

	private static byte[] noise(long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		byte[] noise = new byte[SIDE * SIDE];
		for (int i = 0; i < noise.length; i++) {
			noise[i] = (byte) ((random.nextInt(256) + random.nextInt(256)) / 2 - 128);
		}
		return noise;
	}

}
