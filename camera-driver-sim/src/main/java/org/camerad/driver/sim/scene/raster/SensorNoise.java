package org.camerad.driver.sim.scene.raster;

import java.util.SplittableRandom;

import org.camerad.driver.support.picture.YuvPicture;

/**
 * The noise of the sensor: a strip of random samples, at another place for each row of
 * each frame. Not thread-safe.
 */
public final class SensorNoise {

	private static final int LENGTH = 1 << 16;

	private static final int MAX_WIDTH = 8192;

	private final long seed;

	private final byte[] samples = new byte[LENGTH + MAX_WIDTH];

	private final byte[] noise = new byte[MAX_WIDTH];

	private final byte[] row = new byte[MAX_WIDTH];

	private int strength;

	public SensorNoise(long seed) {
		this.seed = seed;
	}

	/**
	 * Adds noise to the brightness of a picture.
	 * @param frame determines the noise
	 * @param newStrength largest deviation, 0 to 8 steps of brightness
	 */
	public void add(YuvPicture picture, long frame, int newStrength) {
		int limited = Math.min(ImageAdjustments.HEADROOM, newStrength);
		if (limited <= 0) {
			return;
		}
		fill(limited);
		SplittableRandom random = new SplittableRandom(this.seed ^ frame * 0x9E3779B97F4A7C15L);
		byte[] luma = picture.luma();
		for (int y = 0; y < picture.height(); y++) {
			row(luma, y * picture.width(), Math.min(MAX_WIDTH, picture.width()), random.nextInt(LENGTH));
		}
	}

	/**
	 * Adds noise to a row without overflow checks, because {@link ImageAdjustments}
	 * leaves room for it. The local arrays let the compiler vectorize the loop.
	 */
	private void row(byte[] luma, int start, int width, int offset) {
		byte[] noise = this.noise;
		byte[] row = this.row;
		System.arraycopy(this.samples, offset, noise, 0, width);
		System.arraycopy(luma, start, row, 0, width);
		for (int x = 0; x < width; x++) {
			row[x] = (byte) (row[x] + noise[x]);
		}
		System.arraycopy(row, 0, luma, start, width);
	}

	private void fill(int newStrength) {
		if (newStrength == this.strength) {
			return;
		}
		SplittableRandom random = new SplittableRandom(this.seed);
		int sides = 2 * newStrength + 1;
		for (int i = 0; i < this.samples.length; i++) {
			int sum = random.nextInt(sides) + random.nextInt(sides) + random.nextInt(sides);
			this.samples[i] = (byte) (Math.floorDiv(sum + 1, 3) - newStrength);
		}
		this.strength = newStrength;
	}

}
