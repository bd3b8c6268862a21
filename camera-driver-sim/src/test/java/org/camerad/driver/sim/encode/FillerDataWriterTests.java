package org.camerad.driver.sim.encode;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.camerad.driver.Codec;

import static org.assertj.core.api.Assertions.assertThat;

class FillerDataWriterTests {

	private static final byte[] SMALL = { 0, 0, 0, 1, 0x61, 1, 2, 3 };

	private static final long FRAME = TimeUnit.MILLISECONDS.toNanos(40);

	@Test
	void aStillPictureIsFilledUpToTheBitRate() {
		FillerDataWriter filler = new FillerDataWriter(Codec.H264, 800);
		long sent = 0;
		for (int frame = 0; frame < 250; frame++) {
			sent += filler.fill(SMALL, 1 + frame * FRAME).length;
		}
		assertThat(sent).isBetween(950_000L, 1_000_000L);
	}

	@Test
	void whatKeepsToTheBitRateIsLeftAsItIs() {
		FillerDataWriter filler = new FillerDataWriter(Codec.H264, 800);
		byte[] usual = new byte[4000];
		byte[] keyFrame = new byte[30_000];
		for (int frame = 0; frame < 250; frame++) {
			// A key frame, small frames until it is paid for, then frames at the bit
			// rate.
			byte[] unit = (frame % 25 == 0) ? keyFrame : (frame % 25 <= 7) ? SMALL : usual;
			assertThat(filler.fill(unit, 1 + frame * FRAME)).as("frame " + frame).isSameAs(unit);
		}
	}

	@Test
	void fillerDataIsAUnitOfItsOwnAfterThePicture() {
		for (Codec codec : Codec.values()) {
			FillerDataWriter filler = new FillerDataWriter(codec, 8000);
			filler.fill(SMALL, 1);
			byte[] filled = filler.fill(SMALL, 1 + TimeUnit.SECONDS.toNanos(1));
			assertThat(Arrays.copyOf(filled, SMALL.length)).isEqualTo(SMALL);
			byte[] header = (codec == Codec.H264) ? new byte[] { 0, 0, 0, 1, 12 } : new byte[] { 0, 0, 0, 1, 76, 1 };
			int payload = SMALL.length + header.length;
			assertThat(Arrays.copyOfRange(filled, SMALL.length, payload)).isEqualTo(header);
			assertThat(Arrays.copyOfRange(filled, payload, filled.length - 1)).containsOnly(0xff);
			assertThat(filled[filled.length - 1]).isEqualTo((byte) 0x80);
		}
	}

}
