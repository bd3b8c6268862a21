package org.camerad.driver.hisilicon.fake;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** NAL units with real sequence parameter sets and synthetic pictures. */
public final class FakeVideo {

	private FakeVideo() {
	}

	/** Returns the parameter sets of a stream, in their order. */
	public static List<byte[]> parameterSets(String codec, String size) {
		String[] sides = size.split("x");
		int width = Integer.parseInt(sides[0]);
		int height = Integer.parseInt(sides[1]);
		return codec.equals("h265")
				? List.of(new byte[] { 0x40, 1, 12, 1 }, h265(width, height), new byte[] { 0x44, 1, (byte) 0xc0 })
				: List.of(h264(width, height), new byte[] { 0x68, (byte) 0xce, 0x38, (byte) 0x80 });
	}

	/** Returns the one NAL unit of a picture. */
	public static byte[] picture(String codec, int number, boolean key) {
		byte[] unit = new byte[key ? 5000 : 300];
		Arrays.fill(unit, (byte) (number % 100 + 1));
		if (codec.equals("h265")) {
			unit[0] = (byte) ((key ? 19 : 1) << 1);
			unit[1] = 1;
		}
		else {
			unit[0] = (byte) (key ? 0x65 : 0x41);
		}
		return unit;
	}

	/** Main profile. Sizes that are not a multiple of 16 are cropped. */
	private static byte[] h264(int width, int height) {
		Bits bits = new Bits();
		bits.write(0x67, 8).write(77, 8).write(0, 8).write(40, 8);
		bits.golomb(0).golomb(0).golomb(2).golomb(1).write(0, 1);
		int columns = (width + 15) / 16;
		int rows = (height + 15) / 16;
		bits.golomb(columns - 1).golomb(rows - 1).write(1, 1).write(1, 1);
		crop(bits, columns * 16 - width, rows * 16 - height);
		return bits.write(0, 1).finish();
	}

	private static byte[] h265(int width, int height) {
		Bits bits = new Bits();
		bits.write(0x42, 8).write(1, 8).write(0, 4).write(0, 3).write(1, 1);
		bits.write(1, 8).write(0x60000000, 32).write(0x900000, 24).write(0, 24).write(120, 8);
		bits.golomb(0).golomb(1).golomb(width).golomb(height);
		crop(bits, 0, 0);
		return bits.write(0, 8).finish();
	}

	private static void crop(Bits bits, int right, int bottom) {
		if (right == 0 && bottom == 0) {
			bits.write(0, 1);
		}
		else {
			bits.write(1, 1).golomb(0).golomb(right / 2).golomb(0).golomb(bottom / 2);
		}
	}

	/** A writer of bits that also inserts emulation prevention bytes. */
	private static final class Bits {

		private final StringBuilder bits = new StringBuilder();

		Bits write(int value, int count) {
			for (int i = count - 1; i >= 0; i--) {
				this.bits.append((value >> i & 1) == 0 ? '0' : '1');
			}
			return this;
		}

		Bits golomb(int value) {
			String binary = Integer.toBinaryString(value + 1);
			this.bits.append("0".repeat(binary.length() - 1)).append(binary);
			return this;
		}

		byte[] finish() {
			this.bits.append('1');
			while (this.bits.length() % 8 != 0) {
				this.bits.append('0');
			}
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			int zeros = 0;
			for (int i = 0; i < this.bits.length(); i += 8) {
				int next = Integer.parseInt(this.bits.substring(i, i + 8), 2);
				if (zeros >= 2 && next <= 3) {
					bytes.write(3);
					zeros = 0;
				}
				zeros = (next == 0) ? zeros + 1 : 0;
				bytes.write(next);
			}
			return bytes.toByteArray();
		}

	}

}
