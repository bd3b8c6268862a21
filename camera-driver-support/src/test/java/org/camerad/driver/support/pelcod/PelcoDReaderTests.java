package org.camerad.driver.support.pelcod;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PelcoDReaderTests {

	@ParameterizedTest
	@CsvSource({ "FF FF 01 00 04 20 00 25, FF 01 00 04 20 00 25",
			"FF 01 00 04 FF 01 00 00 00 00 01, FF 01 00 00 00 00 01", "FF FF 00 07 00 FF 05, FF FF 00 07 00 FF 05",
			"12 FF 34 FF 01 00 02 FF 00 02, FF 01 00 02 FF 00 02",
			"FF 01 05 2A FF 01 00 59 23 28 A5, FF 01 00 59 23 28 A5" })
	void oneFrameIsFoundBySum(String stream, String frame) {
		assertThat(read(new PelcoDReader(), ReferenceDecoder.bytes(stream))).extracting(PelcoDFrame::toString)
			.containsExactly(frame);
	}

	@Test
	void framesAfterGarbageAreAllFound() {
		Random random = new Random(7);
		PelcoDReader reader = new PelcoDReader();
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		for (int garbage = 0; garbage < 200; garbage++) {
			// Without FF, which may hide the beginning of the next frame.
			stream.write(random.nextInt(255));
		}
		PelcoDFrame frame = PelcoDCommand.PAN_REPLY.frame(255, 0xffff);
		for (int number = 0; number < 50; number++) {
			stream.writeBytes(frame.bytes());
		}
		assertThat(read(reader, stream.toByteArray())).hasSize(50).containsOnly(frame);
	}

	@Test
	void readerThatWasResetForgetsTheFrameBegun() {
		PelcoDReader reader = new PelcoDReader();
		read(reader, ReferenceDecoder.bytes("FF 01 00 59 23"));
		reader.reset();
		assertThat(read(reader, ReferenceDecoder.bytes("28 A5"))).isEmpty();
	}

	private static List<PelcoDFrame> read(PelcoDReader reader, byte[] bytes) {
		List<PelcoDFrame> frames = new ArrayList<>();
		for (byte next : bytes) {
			reader.read(next).ifPresent(frames::add);
		}
		return frames;
	}

}
