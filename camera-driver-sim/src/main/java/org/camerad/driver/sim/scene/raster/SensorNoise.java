package org.camerad.driver.sim.scene.raster;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.camerad.driver.support.picture.YuvPicture;

/**
 * The noise of the sensor: a strip of random samples, at another place for each row of
 * each frame. All cameras share the strips. Thread-safe.
 */
public final class SensorNoise {

	private static final int LENGTH = 1 << 16;

	private static final int MAX_WIDTH = 8192;

	/** The strips by strength, created on demand. */
	private static final AtomicReferenceArray<byte[]> STRIPS = new AtomicReferenceArray<>(
			ImageAdjustments.HEADROOM + 1);

	private final long seed;

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
		byte[] samples = samples(limited);
		int width = Math.min(MAX_WIDTH, picture.width());
		// Copies in local arrays let the compiler vectorize the loop.
		byte[] noise = new byte[width];
		byte[] row = new byte[width];
		SplittableRandom random = new SplittableRandom(this.seed ^ frame * 0x9E3779B97F4A7C15L);
		byte[] luma = picture.luma();
		for (int y = 0; y < picture.height(); y++) {
			int start = y * picture.width();
			System.arraycopy(samples, random.nextInt(LENGTH), noise, 0, width);
			System.arraycopy(luma, start, row, 0, width);
			add(row, noise);
			System.arraycopy(row, 0, luma, start, width);
		}
	}

	/**
	 * Adds noise to a row without overflow checks, because {@link ImageAdjustments}
	 * leaves room for it.
	 */
	private static void add(byte[] row, byte[] noise) {
		for (int x = 0; x < row.length; x++) {
			row[x] = (byte) (row[x] + noise[x]);
		}
	}

	private static byte[] samples(int strength) {
		byte[] known = STRIPS.get(strength);
		if (known == null) {
			known = strip(strength);
			STRIPS.set(strength, known);
		}
		return known;
	}

	private static byte[] strip(int strength) {
		SplittableRandom random = new SplittableRandom(strength);
		byte[] samples = new byte[LENGTH + MAX_WIDTH];
		int sides = 2 * strength + 1;
		for (int i = 0; i < samples.length; i++) {
			int sum = random.nextInt(sides) + random.nextInt(sides) + random.nextInt(sides);
			samples[i] = (byte) (Math.floorDiv(sum + 1, 3) - strength);
		}
		return samples;
	}

}
