package org.camerad.motion;

import java.util.BitSet;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class AreaFormatTests {

	@Example
	void theDocumentsExamples() {
		assertThat(text("4x4")).isEqualTo("ffff");
		assertThat(text("3x3")).isEqualTo("ff80");
		assertThat(text("22x18")).hasSize(100).endsWith("f0");
	}

	private static String text(String count) {
		AreaFormat.GridSize blocks = AreaFormat.parseSize(count).orElseThrow();
		return AreaFormat.format(AreaFormat.allBlocks(blocks), blocks);
	}

	@Property
	void whatIsWrittenIsReadAndNothingElse(@ForAll @IntRange(min = 1, max = 128) int columns,
			@ForAll @IntRange(min = 1, max = 128) int rows, @ForAll long seed) {
		Random random = new Random(seed);
		AreaFormat.GridSize count = new AreaFormat.GridSize(columns, rows);
		BitSet blocks = new BitSet();
		for (int i = 0; i < count.blocks(); i++) {
			blocks.set(i, random.nextBoolean());
		}
		String text = AreaFormat.format(blocks, count);
		assertThat(text).matches("([0-9a-f]{2})+").hasSize((count.blocks() + 7) / 8 * 2);
		assertThat(AreaFormat.parseBlocks(text, count)).contains(blocks);
		assertThat(AreaFormat.parseBlocks(text.toUpperCase(java.util.Locale.ROOT), count)).contains(blocks);
		assertThat(AreaFormat.parseBlocks(text + "00", count)).isEmpty();
		assertThat(AreaFormat.parseBlocks(text.substring(1), count)).isEmpty();
		int padding = text.length() * 4 - count.blocks();
		if (padding > 0) {
			int last = Integer.parseInt(text.substring(text.length() - 2), 16) | 1;
			assertThat(AreaFormat.parseBlocks(text.substring(0, text.length() - 2) + "%02x".formatted(last), count))
				.isEmpty();
		}
	}

}
