package org.camerad.driver.support.g711;

/**
 * An encoding law of ITU-T G.711. Samples have 16 bits, signed, at any rate. Thread-safe.
 */
public enum G711 {

	/** µ-law, table 2 of the recommendation. */
	MU_LAW {

		@Override
		public byte encode(short sample) {
			int magnitude = Math.min(Math.abs((int) sample), MU_LAW_CLIP) + MU_LAW_BIAS;
			int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
			int code = segment << 4 | magnitude >> segment + 3 & 0x0f;
			return (byte) ~((sample < 0) ? code | 0x80 : code);
		}

	},

	/** A-law, table 1 of the recommendation, with its even bits inverted. */
	A_LAW {

		@Override
		public byte encode(short sample) {
			int magnitude = ((sample < 0) ? ~sample : sample) >> 4;
			int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
			int code = segment << 4 | magnitude >> Math.max(0, segment - 1) & 0x0f;
			return (byte) (((sample < 0) ? code : code | 0x80) ^ 0x55);
		}

	};

	private static final int MU_LAW_BIAS = 132;

	private static final int MU_LAW_CLIP = 32635;

	/** Returns the code of one sample. */
	public abstract byte encode(short sample);

	/** Returns the codes of samples, one byte each. */
	public byte[] encode(short[] samples) {
		byte[] codes = new byte[samples.length];
		for (int i = 0; i < codes.length; i++) {
			codes[i] = encode(samples[i]);
		}
		return codes;
	}

	/**
	 * Returns the codes of samples of two bytes each, least significant byte first. An
	 * incomplete sample at the end is ignored.
	 */
	public byte[] encodeLittleEndian(byte[] samples) {
		byte[] codes = new byte[samples.length / 2];
		for (int i = 0; i < codes.length; i++) {
			codes[i] = encode((short) (samples[2 * i] & 0xff | samples[2 * i + 1] << 8));
		}
		return codes;
	}

}
