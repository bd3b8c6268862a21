package org.camerad.driver.pi.audio;

/** ITU-T G.711: 16-bit samples, least significant byte first, as one byte each. */
final class G711 {

	private static final int LOUDEST = 32635;

	private static final int BIAS = 0x84;

	private G711() {
	}

	static byte[] muLaw(byte[] samples) {
		byte[] coded = new byte[samples.length / 2];
		for (int i = 0; i < coded.length; i++) {
			coded[i] = muLaw(sample(samples, i));
		}
		return coded;
	}

	static byte[] aLaw(byte[] samples) {
		byte[] coded = new byte[samples.length / 2];
		for (int i = 0; i < coded.length; i++) {
			coded[i] = aLaw(sample(samples, i));
		}
		return coded;
	}

	private static int sample(byte[] samples, int i) {
		return (short) (samples[2 * i] & 0xff | samples[2 * i + 1] << 8);
	}

	private static byte muLaw(int sample) {
		int magnitude = Math.min(LOUDEST, Math.abs(sample)) + BIAS;
		int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
		int mantissa = magnitude >> exponent + 3 & 0x0f;
		int sign = (sample < 0) ? 0x80 : 0;
		return (byte) ~(sign | exponent << 4 | mantissa);
	}

	private static byte aLaw(int sample) {
		int magnitude = Math.min(LOUDEST, (sample < 0) ? -sample - 1 : sample);
		int exponent = Math.max(0, 31 - Integer.numberOfLeadingZeros(magnitude | 1) - 7);
		int mantissa = magnitude >> Math.max(4, exponent + 3) & 0x0f;
		int sign = (sample < 0) ? 0 : 0x80;
		return (byte) ((sign | exponent << 4 | mantissa) ^ 0x55);
	}

}
