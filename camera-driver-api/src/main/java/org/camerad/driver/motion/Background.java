package org.camerad.driver.motion;

import java.util.Arrays;

/**
 * What the camera sees when nothing moves, pixel by pixel: the expected sample, how much
 * it flickers from picture to picture, and how the present picture differs.
 */
final class Background {

	/** How fast the expected sample follows where nothing has changed. */
	private static final float FOLLOW_SECONDS = 6;

	/** How fast it follows around an object and in specks too small to be one. */
	private static final float FOLLOW_AROUND_SECONDS = 60;

	/** For how long a difference that does not move still counts as moving. */
	private static final float SETTLE_SECONDS = 1;

	private static final float FIRST_NOISE = 4;

	/** How long a blur that a shake left in the expected samples is allowed for. */
	private static final float SHARPEN_SECONDS = 8;

	final Raster expected;

	/** The picture minus what was expected, 0 where the picture does not reach. */
	final float[] difference;

	/** Where the picture reaches: a moved camera leaves strips without. */
	final boolean[] seen;

	/** Three quarters of the changes from picture to picture are smaller than this. */
	final float[] noise;

	private final float[] former;

	private final float[] settled;

	private float slack;

	Background(int width, int height) {
		this.expected = new Raster(width, height);
		int size = width * height;
		this.difference = new float[size];
		this.seen = new boolean[size];
		this.noise = new float[size];
		this.former = new float[size];
		this.settled = new float[size];
		Arrays.fill(this.noise, FIRST_NOISE);
	}

	/** Starts anew from one picture. */
	void restart(Raster picture) {
		System.arraycopy(picture.samples, 0, this.expected.samples, 0, picture.samples.length);
		Arrays.fill(this.difference, 0);
		Arrays.fill(this.former, 0);
		Arrays.fill(this.settled, 0);
	}

	/** Takes over the picture's light and measures the differences from it. */
	void compare(Raster picture, Alignment alignment) {
		relight(alignment);
		this.slack = Math.max(this.slack, Math.min(0.5f, 2 * alignment.displacement()));
		if (alignment.displacement() == 0) {
			compareStill(picture.samples);
			return;
		}
		float[] samples = this.expected.samples;
		for (int y = 0; y < picture.height; y++) {
			for (int x = 0; x < picture.width; x++) {
				int at = y * picture.width + x;
				float sample = picture.at(x + alignment.right(x, y), y + alignment.down(x, y));
				this.seen[at] = !Float.isNaN(sample);
				this.difference[at] = this.seen[at] ? sample - Math.max(0, Math.min(255, samples[at])) : 0;
			}
		}
	}

	private void compareStill(float[] picture) {
		for (int at = 0; at < picture.length; at++) {
			this.seen[at] = true;
			this.difference[at] = picture[at] - Math.max(0, Math.min(255, this.expected.samples[at]));
		}
	}

	private void relight(Alignment alignment) {
		float gain = alignment.gain();
		float[] samples = this.expected.samples;
		for (int at = 0; at < samples.length; at++) {
			// Beyond black and white a little is kept, so that light can come and go.
			samples[at] = Math.max(-64, Math.min(320, alignment.lit(samples[at])));
			this.noise[at] *= gain;
			this.settled[at] *= gain;
			this.former[at] *= gain;
		}
	}

	/**
	 * How much of a difference at a pixel may come from an edge that a shake has put
	 * between pixels.
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

	/** Whether a difference is a new one or has moved within the last second or two. */
	boolean moves(int at) {
		return Math.abs(this.difference[at] - this.settled[at]) > Math.abs(this.difference[at]) / 2;
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
	 * Learns fast, while it is not yet known what is usual; what has changed, at once.
	 */
	void learnFast(float seconds, byte[] changed, float step) {
		for (int at = 0; at < this.difference.length; at++) {
			follow(at, (changed[at] != 0) ? 1 : step);
		}
		measureNoise(seconds, 4);
	}

	/** Takes a pixel as the picture shows it for the usual from now on. */
	void absorb(int at) {
		follow(at, 1);
	}

	private void follow(int at, float step) {
		float change = step * this.difference[at];
		this.expected.samples[at] += change;
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

	/** What share of a gap closes in a span, when its time constant is so long. */
	static float pace(float seconds, float constant) {
		return (float) -Math.expm1(-seconds / constant);
	}

}
