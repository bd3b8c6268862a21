package org.camerad.driver.sim.encode;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.AudioCodec;
import org.camerad.driver.support.g711.G711;
import org.jspecify.annotations.Nullable;

/** Encodes sound of one channel, piece by piece. One thread at a time. */
public interface AudioEncoder extends Closeable {

	/** How many samples it takes at once. */
	int frameLength();

	/**
	 * Encodes the next samples.
	 * @param samples as many as {@link #frameLength()} says
	 * @param position how many samples were before them
	 * @return what has been finished by that, null while the encoder holds it back
	 */
	@Nullable EncodedSound encode(short[] samples, long position) throws IOException;

	@Override
	void close();

	/**
	 * An encoder.
	 * @param bitrateKbps bit rate in kbit/s
	 * @throws IOException when this installation has none for that codec
	 */
	static AudioEncoder open(AudioCodec codec, int sampleRate, int bitrateKbps) throws IOException {
		return switch (codec) {
			case G711_MU_LAW -> new G711Encoder(G711.MU_LAW, sampleRate);
			case G711_A_LAW -> new G711Encoder(G711.A_LAW, sampleRate);
			case AAC -> aac(sampleRate, bitrateKbps);
		};
	}

	private static AudioEncoder aac(int sampleRate, int bitrateKbps) throws IOException {
		if (Encoders.installed() == Encoders.NONE) {
			throw new IOException("no AAC encoder is installed (the folder encoders/ beside the jar)");
		}
		return new AacEncoder(sampleRate, bitrateKbps);
	}

	/**
	 * A piece of encoded sound.
	 *
	 * @param data one frame of the codec
	 * @param position how many samples were before its first
	 */
	record EncodedSound(byte[] data, long position) {
	}

}
