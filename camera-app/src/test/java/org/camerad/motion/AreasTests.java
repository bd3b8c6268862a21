package org.camerad.motion;

import java.util.BitSet;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AreasTests {

	@Test
	void theDocumentsExamples() {
		assertThat(text("4x4")).isEqualTo("ffff");
		assertThat(text("3x3")).isEqualTo("ff80");
		assertThat(text("22x18")).hasSize(100).endsWith("f0");
	}

	private static String text(String count) {
		Areas.Count blocks = Areas.count(count).orElseThrow();
		return Areas.text(Areas.all(blocks), blocks);
	}

	/** The seed is the repetition's number, so that a failure comes again. */
	@RepeatedTest(300)
	void whatIsWrittenIsReadAndNothingElse(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		Areas.Count count = new Areas.Count(1 + random.nextInt(128), 1 + random.nextInt(128));
		BitSet blocks = new BitSet();
		for (int i = 0; i < count.blocks(); i++) {
			blocks.set(i, random.nextBoolean());
		}
		String text = Areas.text(blocks, count);
		assertThat(text).matches("([0-9a-f]{2})+").hasSize((count.blocks() + 7) / 8 * 2);
		assertThat(Areas.area(text, count)).contains(blocks);
		assertThat(Areas.area(text.toUpperCase(java.util.Locale.ROOT), count)).contains(blocks);
		assertThat(Areas.area(text + "00", count)).isEmpty();
		assertThat(Areas.area(text.substring(1), count)).isEmpty();
		int padding = text.length() * 4 - count.blocks();
		if (padding > 0) {
			int last = Integer.parseInt(text.substring(text.length() - 2), 16) | 1;
			assertThat(Areas.area(text.substring(0, text.length() - 2) + "%02x".formatted(last), count)).isEmpty();
		}
	}

}
