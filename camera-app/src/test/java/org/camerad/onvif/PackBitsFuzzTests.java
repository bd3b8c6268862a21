package org.camerad.onvif;

import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

import org.camerad.driver.BlockGrid;
import org.camerad.driver.support.fuzz.FuzzTarget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of the packed cells of a rule. They are refused, or have the expected length
 * and stay the same when they are packed again.
 */
class PackBitsFuzzTests implements FuzzTarget {

	private static final BlockGrid GRID = BlockGrid.all(22, 18);

	@Override
	public void run(byte[] input) {
		int length = (input.length == 0) ? 0 : input[0] & 0xff;
		Optional<byte[]> bytes = PackBits.unpack(input, length);
		bytes.ifPresent((unpacked) -> {
			assertThat(unpacked).hasSize(length);
			assertThat(PackBits.unpack(PackBits.pack(unpacked), length)).hasValue(unpacked);
		});
		byte[] packed = PackBits.pack(input);
		assertThat(packed.length).isLessThanOrEqualTo(input.length + input.length / 128 + 1);
		assertThat(PackBits.unpack(packed, input.length)).hasValue(input);
		assertThat(PackBits.unpack(packed, input.length + 1)).isEmpty();
		CellGrid.digits(GRID, new String(input, java.nio.charset.StandardCharsets.ISO_8859_1))
			.ifPresent((digits) -> assertThat(digits).hasSize(100).endsWith("0"));
	}

	@Test
	void readsTheExampleOfTheStandard() {
		byte[] packed = HexFormat.of().parseHex("feaa0280002afdaa0380002a22f7aa");
		byte[] bytes = HexFormat.of().parseHex("aaaaaa80002aaaaaaaaa80002a22aaaaaaaaaaaaaaaaaaaa");
		assertThat(PackBits.unpack(packed, bytes.length)).hasValue(bytes);
		assertThat(PackBits.pack(bytes)).isEqualTo(packed);
	}

	@Test
	void hasTheBitsOfTheContract() {
		assertThat(CellGrid.format(GRID, new BitSet())).isEqualTo("zwA=");
		assertThat(CellGrid.format(GRID, GRID.selected())).isEqualTo("0P8A8A==");
		assertThat(CellGrid.digits(GRID, "z/8=")).as("bits behind the last cell").hasValue("f".repeat(99) + "0");
		Random random = new Random(7);
		for (int i = 0; i < 50; i++) {
			BlockGrid grid = BlockGrid.all(1 + random.nextInt(40), 1 + random.nextInt(40));
			BitSet cells = new BitSet();
			grid.selected().stream().filter((cell) -> random.nextInt(3) == 0).forEach(cells::set);
			assertThat(CellGrid.digits(grid, CellGrid.format(grid, cells)))
				.hasValue(CellGrid.digits(new BlockGrid(grid.columns(), grid.rows(), cells)));
		}
	}

	@Test
	void aBombStaysSmall() {
		byte[] bomb = new byte[100_000];
		java.util.Arrays.fill(bomb, (byte) -127);
		assertThat(CellGrid.digits(GRID, Base64.getEncoder().encodeToString(bomb))).isEmpty();
		assertThat(PackBits.unpack(new byte[] { -128, -128, -128 }, 0)).isPresent();
	}

}
