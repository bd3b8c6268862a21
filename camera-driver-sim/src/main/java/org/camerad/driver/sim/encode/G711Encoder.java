package org.camerad.driver.sim.encode;

import org.camerad.driver.support.g711.G711;

/** Encodes sound with one of G.711's laws, 20 milliseconds at a time. */
final class G711Encoder implements AudioEncoder {

	private static final int FRAMES_PER_SECOND = 50;

	private final G711 law;

	private final int frameLength;

	G711Encoder(G711 law, int sampleRate) {
		this.law = law;
		this.frameLength = sampleRate / FRAMES_PER_SECOND;
	}

	@Override
	public int frameLength() {
		return this.frameLength;
	}

	@Override
	public EncodedSound encode(short[] samples, long position) {
		return new EncodedSound(this.law.encode(samples), position);
	}

	@Override
	public void close() {
		// There is nothing to give back.
	}

}
