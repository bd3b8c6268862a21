package org.camerad.driver.sim.encode;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class G711Tests {

	private static final AudioFormat PCM = new AudioFormat(AudioFormat.Encoding.PCM_SIGNED, 8000, 16, 1, 2, 8000,
			false);

	@Test
	void theJdksOwnDecoderGivesMuLawBackWithinAStep() throws Exception {
		assertWithinAStep(AudioFormat.Encoding.ULAW, G711::muLaw, 132);
	}

	@Test
	void theJdksOwnDecoderGivesALawBackWithinAStep() throws Exception {
		assertWithinAStep(AudioFormat.Encoding.ALAW, G711::aLaw, 256);
	}

	@Test
	void silenceHasTheCodesOfTheRecommendation() {
		assertThat(G711.muLaw(0)).isEqualTo((byte) 0xff);
		assertThat(G711.aLaw(0)).isEqualTo((byte) 0xd5);
	}

	@Test
	void aFrameIsTwentyMilliseconds() {
		G711 encoder = new G711(G711::muLaw, 8000);
		assertThat(encoder.frameLength()).isEqualTo(160);
		AudioEncoder.EncodedSound sound = encoder.encode(new short[160], 480);
		assertThat(sound.data()).hasSize(160).containsOnly(0xff);
		assertThat(sound.position()).isEqualTo(480);
	}

	private static void assertWithinAStep(AudioFormat.Encoding encoding, G711.Law law, int bias) throws Exception {
		byte[] coded = new byte[65536];
		for (int i = 0; i < coded.length; i++) {
			coded[i] = law.encode((short) i);
		}
		ByteBuffer decoded = decode(encoding, coded);
		for (int i = 0; i < coded.length; i++) {
			int sample = (short) i;
			int step = (Math.abs(sample) + bias) / 32;
			assertThat((int) decoded.getShort(2 * i)).as("sample " + sample)
				.isBetween(Math.max(sample - step, -33000), sample + step);
		}
	}

	private static ByteBuffer decode(AudioFormat.Encoding encoding, byte[] coded) throws Exception {
		AudioFormat format = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
		try (AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(coded), format, coded.length);
				AudioInputStream pcm = AudioSystem.getAudioInputStream(PCM, in)) {
			return ByteBuffer.wrap(pcm.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
		}
	}

}
