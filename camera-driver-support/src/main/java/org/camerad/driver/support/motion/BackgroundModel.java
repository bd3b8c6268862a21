package org.camerad.driver.support.motion;

import java.util.Arrays;

/**
 * The background, learned pixel by pixel: the expected sample, its noise from picture to
 * picture, and the difference of the current picture.
 */
final class BackgroundModel {

	/** Time constant of the expected sample where nothing has changed. */
	private static final float FOLLOW_SECONDS = 6;

	/** Time constant around an object and in areas too small to be an object. */
	private static final float FOLLOW_AROUND_SECONDS = 60;

	/** The time for which a difference that does not move still counts as moving. */
	private static final float SETTLE_SECONDS = 1;

	private static final float FIRST_NOISE = 4;

	/**
	 * Minimum noise of newly seen pixels. Fading light also lowers the noise; with a
	 * noise of zero the whole picture would count as changed and would never be learned.
	 */
	private static final float UNKNOWN_NOISE = 2;

	/**
	 * The multiple of its noise by which a difference must move; noise alone exceeds it
	 * in one of 200 pixels.
	 */
	private static final float FLICKER = 1.7f;

	/** The distance of noisy samples from black and white, in grey levels. */
	private static final int END = 6;

	/** Time constant for blur that a shake left in the expected samples. */
	private static final float SHARPEN_SECONDS = 8;

	final Raster expected;

	/** The picture minus the expected sample; 0 outside the picture. */
	final float[] difference;

	/** True where the picture covers a pixel; a moved camera leaves uncovered strips. */
	final boolean[] seen;

	/** The upper quartile of the change from picture to picture. */
	final float[] noise;

	private final float[] former;

	private final float[] settled;

	/** The accumulated change of the expected sample by lighting. */
	private final float[] relit;

	/**
	 * 1 where the expected sample was saturated and -1 where it was black; there it is
	 * only a bound.
	 */
	private final byte[] bound;

	/** From this level on a sample may be saturated. */
	private int white;

	private int black;

	private float slack;

	BackgroundModel(int width, int height) {
		this.expected = new Raster(width, height);
		int size = width * height;
		this.difference = new float[size];
		this.seen = new boolean[size];
		this.noise = new float[size];
		this.former = new float[size];
		this.settled = new float[size];
		this.relit = new float[size];
		this.bound = new byte[size];
		Arrays.fill(this.noise, FIRST_NOISE);
	}

	/** Restarts the model from one picture. */
	void restart(Raster picture) {
		System.arraycopy(picture.samples, 0, this.expected.samples, 0, picture.samples.length);
		Arrays.fill(this.difference, 0);
		Arrays.fill(this.former, 0);
		Arrays.fill(this.settled, 0);
		Arrays.fill(this.relit, 0);
		findEnds(picture);
		for (int at = 0; at < this.bound.length; at++) {
			this.bound[at] = bound(picture.samples[at]);
			this.noise[at] = Math.max(UNKNOWN_NOISE, this.noise[at]);
		}
	}

	/** Determines the levels from which samples may be saturated or black. */
	private void findEnds(Raster picture) {
		this.white = picture.level(0.995) - END;
		this.black = picture.level(0.005) + END;
	}

	private byte bound(float sample) {
		return (byte) ((sample >= this.white) ? 1 : (sample <= this.black) ? -1 : 0);
	}

	/**
	 * Applies the lighting of the picture to the model and computes the differences.
	 */
	void compare(Raster picture, Alignment alignment) {
		relight(alignment);
		findEnds(picture);
		this.slack = Math.max(this.slack, Math.min(0.5f, 2 * alignment.displacement()));
		if (alignment.displacement() == 0) {
			compareStill(picture.samples);
			return;
		}
		for (int y = 0; y < picture.height; y++) {
			for (int x = 0; x < picture.width; x++) {
				int at = y * picture.width + x;
				float sample = picture.at(x + alignment.right(x, y), y + alignment.down(x, y));
				this.seen[at] = !Float.isNaN(sample);
				this.difference[at] = this.seen[at] ? difference(at, sample) : 0;
			}
		}
	}

	private void compareStill(float[] picture) {
		for (int at = 0; at < picture.length; at++) {
			this.seen[at] = true;
			this.difference[at] = difference(at, picture[at]);
		}
	}

	/**
	 * Returns the change of a pixel; 0 where lighting has moved the expected or the
	 * current sample beyond white or black, because nothing is known there. The current
	 * sample is then learned.
	 */
	private float difference(int at, float sample) {
		float change = sample - this.expected.samples[at];
		byte end = bound(sample);
		float slight = Math.max(2, 2 * this.noise[at]);
		if (Math.abs(change) > slight && (this.relit[at] * end > slight && change * end < 0
				|| this.relit[at] * this.bound[at] < -slight && change * this.bound[at] > 0)) {
			this.expected.samples[at] = sample;
			this.relit[at] = 0;
			this.bound[at] = end;
			return 0;
		}
		return change;
	}

	private void relight(Alignment alignment) {
		float gain = alignment.gain();
		float[] samples = this.expected.samples;
		for (int at = 0; at < samples.length; at++) {
			float lit = Math.max(-64, Math.min(320, alignment.lit(samples[at])));
			this.relit[at] += lit - samples[at];
			samples[at] = lit;
			this.noise[at] *= gain;
			this.settled[at] *= gain;
			this.former[at] *= gain;
		}
	}

	/**
	 * Returns the part of a difference that may come from an edge shifted by less than a
	 * pixel.
	 */
	float slackAt(int at) {
		if (this.slack < 0.05f) {
			return 0;
		}
		float[] samples = this.expected.samples;
		int width = this.expected.width;
		float here = samples[at];
		float across = Math.max(Math.abs(here - samples[Math.max(0, at - 1)]),
				Math.abs(here - samples[Math.min(samples.length - 1, at + 1)]));
		float along = Math.max(Math.abs(here - samples[Math.max(0, at - width)]),
				Math.abs(here - samples[Math.min(samples.length - 1, at + width)]));
		return this.slack * Math.max(across, along);
	}

	/**
	 * Returns whether a difference is new or has moved within the last one to two seconds
	 * by more than its noise.
	 */
	boolean moves(int at) {
		float move = Math.abs(this.difference[at] - this.settled[at]);
		return move > Math.abs(this.difference[at]) / 2 && move > FLICKER * this.noise[at];
	}

	/** Learns the noise and follows the picture, slowly where an object is. */
	void learn(float seconds, byte[] changed, boolean[] objects, int[] blockOf) {
		this.slack *= 1 - pace(seconds, SHARPEN_SECONDS);
		float follow = pace(seconds, FOLLOW_SECONDS);
		float around = pace(seconds, FOLLOW_AROUND_SECONDS);
		for (int at = 0; at < this.difference.length; at++) {
			boolean object = objects[blockOf[at]];
			float step = object ? ((changed[at] != 0) ? 0 : around) : ((changed[at] != 0) ? around : follow);
			follow(at, step);
		}
		measureNoise(seconds, 1);
	}

	/**
	 * Learns quickly while the normal state is still unknown; changed pixels at once.
	 */
	void learnFast(float seconds, byte[] changed, float step) {
		for (int at = 0; at < this.difference.length; at++) {
			follow(at, (changed[at] != 0) ? 1 : step);
		}
		measureNoise(seconds, 4);
	}

	/** Learns an average, in which falling rain fades. */
	void average(float seconds, float step) {
		for (int at = 0; at < this.difference.length; at++) {
			follow(at, step);
		}
		measureNoise(seconds, 4);
	}

	/** Makes the current sample of a pixel the expected one. */
	void absorb(int at) {
		follow(at, 1);
	}

	private void follow(int at, float step) {
		float change = step * this.difference[at];
		this.expected.samples[at] += change;
		this.relit[at] *= 1 - step;
		if (Math.abs(this.relit[at]) < 1) {
			this.bound[at] = bound(this.expected.samples[at]);
		}
		this.difference[at] -= change;
		this.settled[at] -= change;
		this.former[at] -= change;
	}

	private void measureNoise(float seconds, float haste) {
		float settle = pace(seconds, SETTLE_SECONDS);
		float tempo = haste * Math.min(1, seconds * 5);
		for (int at = 0; at < this.difference.length; at++) {
			float change = Math.abs(this.difference[at] - this.former[at]);
			float step = tempo * 0.02f * (this.noise[at] + 1);
			float next = this.noise[at] + ((change > this.noise[at]) ? 3 * step : -step);
			this.noise[at] = Math.max(0.5f, next);
			this.settled[at] += settle * (this.difference[at] - this.settled[at]);
			this.former[at] = this.difference[at];
		}
	}

	/**
	 * Returns the fraction of a gap that closes in a time span, for a time constant.
	 */
	static float pace(float seconds, float constant) {
		return (float) -Math.expm1(-seconds / constant);
	}

}
