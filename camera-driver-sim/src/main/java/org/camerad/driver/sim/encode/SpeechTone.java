package org.camerad.driver.sim.encode;

/**
 * The sound of the simulated microphone: a tone of 440 Hz in syllables and pauses like
 * those of speech, in loops of four seconds. At volume 100 its amplitude is half of the
 * sample range; the volume is a percentage of that.
 */
public final class SpeechTone {

	private static final int FREQUENCY = 440;

	private static final int LOOP_MILLIS = 4000;

	/** Milliseconds in which a syllable rises and falls. */
	private static final double EDGE_MILLIS = 20;

	private static final double MAX_AMPLITUDE = 16384;

	/** Start and end of each syllable, in milliseconds of the loop. */
	private static final int[][] SYLLABLES = { { 0, 180 }, { 240, 420 }, { 480, 760 }, { 1000, 1150 }, { 1210, 1500 },
			{ 1560, 1900 }, { 2600, 2900 }, { 2960, 3200 } };

	private SpeechTone() {
	}

	/**
	 * Fills samples with the sound.
	 * @param samples the target
	 * @param position number of samples before them
	 * @param sampleRate samples per second
	 * @param volume 0 to 100
	 */
	public static void fill(short[] samples, long position, int sampleRate, int volume) {
		double amplitude = MAX_AMPLITUDE * volume / 100;
		for (int i = 0; i < samples.length; i++) {
			long at = position + i;
			double phase = (double) (at * FREQUENCY % sampleRate) / sampleRate;
			double millis = at * 1000.0 / sampleRate % LOOP_MILLIS;
			samples[i] = (short) Math.rint(amplitude * loudness(millis) * Math.sin(2 * Math.PI * phase));
		}
	}

	private static double loudness(double millis) {
		for (int[] syllable : SYLLABLES) {
			if (millis >= syllable[0] && millis < syllable[1]) {
				return Math.min(1, Math.min(millis - syllable[0], syllable[1] - millis) / EDGE_MILLIS);
			}
		}
		return 0;
	}

}
