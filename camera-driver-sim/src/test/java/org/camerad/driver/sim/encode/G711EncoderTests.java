package org.camerad.driver.sim.encode;

import org.camerad.driver.support.g711.G711;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class G711EncoderTests {

	@Test
	void aFrameIsTwentyMilliseconds() {
		G711Encoder encoder = new G711Encoder(G711.MU_LAW, 8000);
		assertThat(encoder.frameLength()).isEqualTo(160);
		AudioEncoder.EncodedSound sound = encoder.encode(new short[160], 480);
		assertThat(sound.data()).hasSize(160).containsOnly(0xff);
		assertThat(sound.position()).isEqualTo(480);
	}

}
