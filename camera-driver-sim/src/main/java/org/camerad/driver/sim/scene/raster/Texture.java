package org.camerad.driver.sim.scene.raster;

import java.lang.ref.SoftReference;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The texture of surfaces, which gives sharpness and focus something to act on. It is
 * noise that moves with the world when the head turns. Its grains are either one pixel at
 * every zoom and move by whole pixels, or one to two pixels and move like everything
 * else; a motion detector sees the difference. Not thread-safe.
 */
final class Texture {

	private static final int SIDE = 256;

	/** Each row is stored twice, so a whole row follows any column. */
	private static final int STRIDE = 2 * SIDE;

	/** The tiles by strength, created on demand and kept while memory allows. */
	private static final AtomicReferenceArray<@Nullable SoftReference<byte[]>> TILES = new AtomicReferenceArray<>(128);

	private final Viewport viewport;

	private final boolean pixels;

	private final double grainsPerDegree;

	/** The column of the tile for each column of the picture. */
	private final int[] columns;

	private byte[] tile = new byte[0];

	private int line;

	private int start;

	/**
	 * Creates the texture of a viewport.
	 * @param pixels whether each grain is one pixel, which is much faster
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

	/** Sets the largest deviation, 0 to 127 steps of brightness. */
	void setStrength(int strength) {
		SoftReference<byte[]> kept = TILES.get(strength);
		byte[] found = (kept != null) ? kept.get() : null;
		if (found == null) {
			found = tile(strength);
			TILES.set(strength, new SoftReference<>(found));
		}
		this.tile = found;
	}

	/** Moves to a row of the picture. */
	void row(int y) {
		int row = this.pixels ? this.viewport.top() / Viewport.PARTS_PER_PIXEL + y & SIDE - 1
				: cell(-this.viewport.elevation(y) * this.grainsPerDegree);
		this.line = row * STRIDE;
		this.start = y * this.viewport.width();
	}

	/**
	 * Paints a part of the row.
	 * @param from first index in the plane
	 * @param to index after the last one
	 * @param value brightness, at least the largest deviation away from 0 and 255
	 * @param share coverage, of {@link PixelWriter#FULL}
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

	/** Returns the offset from an index in the plane to a column of the tile. */
	private int left() {
		return this.viewport.left() / Viewport.PARTS_PER_PIXEL - this.start;
	}

	/** Paints in two steps that the compiler can vectorize. */
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
