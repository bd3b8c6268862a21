package org.camerad.driver.support.motion;

/**
 * A detector of changes of the whole picture, such as switched lighting or a panned
 * camera. An object is in one place and appears gradually.
 */
final class GlobalChangeDetector {

	private static final int SIDE = 4;

	private static final int TILES = SIDE * SIDE;

	private static final float WHOLE_SHARE = 0.5f;

	private static final float SUDDEN_SHARE = 0.3f;

	private static final float TILE_SHARE = 0.06f;

	private static final int SUDDEN_TILES = 10;

	private static final int RESTLESS_TILES = 8;

	private final float[] shares = new float[TILES];

	private float total;

	private int suddenTiles;

	private int changedTiles;

	private float rise;

	/** Counts the changed pixels in 16 tiles. */
	void count(byte[] changed, int width, int height) {
		float former = this.total;
		this.total = 0;
		this.suddenTiles = 0;
		this.changedTiles = 0;
		for (int tile = 0; tile < TILES; tile++) {
			float share = share(changed, width, height, tile);
			this.suddenTiles += (share - this.shares[tile] > TILE_SHARE) ? 1 : 0;
			this.changedTiles += (share > TILE_SHARE) ? 1 : 0;
			this.shares[tile] = share;
			this.total += share / TILES;
		}
		this.rise = this.total - former;
	}

	private static float share(byte[] changed, int width, int height, int tile) {
		int left = tile % SIDE * width / SIDE;
		int right = Math.max(left + 1, (tile % SIDE + 1) * width / SIDE);
		int top = tile / SIDE * height / SIDE;
		int bottom = Math.max(top + 1, (tile / SIDE + 1) * height / SIDE);
		int count = 0;
		for (int y = top; y < bottom; y++) {
			for (int x = left; x < right; x++) {
				count += changed[y * width + x];
			}
		}
		return (float) count / ((right - left) * (bottom - top));
	}

	/** Returns whether a change of the whole picture has just begun. */
	boolean begins() {
		return this.total > WHOLE_SHARE || this.rise > SUDDEN_SHARE || this.suddenTiles >= SUDDEN_TILES;
	}

	/** Returns whether a change of the whole picture continues. */
	boolean lasts() {
		return this.changedTiles >= RESTLESS_TILES || this.total > SUDDEN_SHARE;
	}

}
