package org.camerad.driver.sim.encode;

import java.io.Closeable;
import java.io.IOException;

import org.camerad.driver.AudioCodec;
import org.camerad.driver.support.g711.G711;
import org.jspecify.annotations.Nullable;

/** An encoder of sound with one channel, frame by frame. Not thread-safe. */
public interface AudioEncoder extends Closeable {

	/** Returns the number of samples of one frame. */
	int frameLength();

	/**
	 * Encodes the next samples.
	 * @param samples {@link #frameLength()} samples
	 * @param position number of samples before them
	 * @return the completed sound, null while the encoder holds it back
	 */
	@Nullable EncodedSound encode(short[] samples, long position) throws IOException;

	@Override
	void close();

	/**
	 * Opens an encoder.
	 * @param bitrateKbps bit rate in kbit/s
	 * @throws IOException if no encoder of that codec is installed
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
			throw new IOException(
					Encoders.problem().orElse("no AAC encoder is installed (the folder encoders/ beside the jar)"));
		}
		return new AacEncoder(sampleRate, bitrateKbps);
	}

	/**
	 * A frame of encoded sound.
	 *
	 * @param data one frame of the codec
	 * @param position number of samples before its first one
	 */
	record EncodedSound(byte[] data, long position) {
	}

}
