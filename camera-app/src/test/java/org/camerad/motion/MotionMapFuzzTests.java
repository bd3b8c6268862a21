package org.camerad.motion;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

import org.camerad.driver.support.fuzz.FuzzTarget;
import org.camerad.motion.AreaFormat.GridSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of the motion map: the first line is {@code blockcount}, the rest
 * {@code areavalue}. An accepted map lies within its grid, and its digits are the ones
 * that were read.
 */
class MotionMapFuzzTests implements FuzzTarget {

	@Override
	public void run(byte[] input) {
		String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
		Optional<GridSize> parsed = AreaFormat.parseSize(lines[0]);
		parsed.ifPresent((size) -> {
			assertThat(size.columns()).isBetween(1, 128);
			assertThat(size.rows()).isBetween(1, 128);
			assertThat(AreaFormat.parseSize(size.toString())).contains(size);
			String all = AreaFormat.format(AreaFormat.allBlocks(size), size);
			assertThat(AreaFormat.parseBlocks(all, size)).contains(AreaFormat.allBlocks(size));
		});
		if (lines.length == 2) {
			GridSize size = parsed.orElse(new GridSize(22, 18));
			AreaFormat.parseBlocks(lines[1], size).ifPresent((blocks) -> check(blocks, lines[1], size));
		}
	}

	private static void check(BitSet blocks, String text, GridSize size) {
		assertThat(blocks.length()).isLessThanOrEqualTo(size.blocks());
		assertThat(AreaFormat.format(blocks, size)).isEqualTo(text.toLowerCase(Locale.ROOT));
	}

}
