package org.camerad.driver.sim.encode;

import org.camerad.driver.support.g711.G711;

/** An encoder of G.711 sound, 20 milliseconds per frame. */
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
		// Nothing to release.
	}

}
