package org.camerad.driver.sim.encode;

/** ITU-T G.711: a logarithm of each sample in eight bits. */
final class G711 implements AudioEncoder {

	private static final int FRAMES_A_SECOND = 50;

	private static final int MU_LAW_BIAS = 132;

	private static final int MU_LAW_CLIP = 32635;

	private final Law law;

	private final int frameLength;

	G711(Law law, int sampleRate) {
		this.law = law;
		this.frameLength = sampleRate / FRAMES_A_SECOND;
	}

	/** One of the two tables. */
	@FunctionalInterface
	interface Law {

		byte encode(int sample);

	}

	static byte muLaw(int sample) {
		int magnitude = Math.min(Math.abs(sample), MU_LAW_CLIP) + MU_LAW_BIAS;
		int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
		int code = segment << 4 | magnitude >> segment + 3 & 0x0f;
		return (byte) ~((sample < 0) ? code | 0x80 : code);
	}

	static byte aLaw(int sample) {
		int magnitude = ((sample < 0) ? ~sample : sample) >> 4;
		int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
		int code = segment << 4 | magnitude >> Math.max(0, segment - 1) & 0x0f;
		return (byte) (((sample < 0) ? code : code | 0x80) ^ 0x55);
	}

	@Override
	public int frameLength() {
		return this.frameLength;
	}

	@Override
	public EncodedSound encode(short[] samples, long position) {
		byte[] data = new byte[samples.length];
		for (int i = 0; i < samples.length; i++) {
			data[i] = this.law.encode(samples[i]);
		}
		return new EncodedSound(data, position);
	}

	@Override
	public void close() {
		// There is nothing to give back.
	}

}
