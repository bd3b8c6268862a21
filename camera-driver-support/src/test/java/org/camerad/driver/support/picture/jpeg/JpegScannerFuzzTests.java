package org.camerad.driver.support.picture.jpeg;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.camerad.driver.support.fuzz.FuzzTarget;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzing of the JPEG scanner. The pieces in which the bytes arrive do not change the
 * pictures, and each picture is whole, within the limit and a part of the bytes.
 */
class JpegScannerFuzzTests implements FuzzTarget {

	private static final int MAX_BYTES = 4096;

	@Override
	public void run(byte[] input) {
		List<Jpeg> pictures = scan(input, Math.max(1, input.length));
		int at = 0;
		for (Jpeg picture : pictures) {
			at = check(picture, input, at);
		}
		if (input.length > 0 && input.length <= MAX_BYTES) {
			List<Jpeg> same = scan(input, 1 + (input[0] & 0x0f));
			assertThat(data(same)).containsExactlyElementsOf(data(pictures));
		}
	}

	private static List<Jpeg> scan(byte[] input, int piece) {
		JpegScanner scanner = new JpegScanner(MAX_BYTES);
		List<Jpeg> found = new ArrayList<>();
		for (int at = 0; at < input.length; at += piece) {
			scanner.add(ByteBuffer.wrap(input, at, Math.min(piece, input.length - at)));
			for (Jpeg jpeg = scanner.poll(); jpeg != null; jpeg = scanner.poll()) {
				found.add(jpeg);
			}
		}
		return found;
	}

	private static List<byte[]> data(List<Jpeg> pictures) {
		return pictures.stream().map(Jpeg::data).toList();
	}

	/** Checks a picture and returns the index behind it in the input. */
	private static int check(Jpeg picture, byte[] input, int from) {
		byte[] data = picture.data();
		JpegHeader header = picture.header();
		assertThat(data.length).isBetween(4, MAX_BYTES);
		assertThat(Arrays.copyOf(data, 2)).containsExactly(0xff, 0xd8);
		assertThat(Arrays.copyOfRange(data, data.length - 2, data.length)).containsExactly(0xff, 0xd9);
		assertThat(header.width()).isBetween(1, 65535);
		assertThat(header.height()).isBetween(1, 65535);
		assertThat(header.scan()).isBetween(4, data.length);
		header.quantizationTables().ifPresent((tables) -> assertThat(tables.length % 64).isZero());
		int at = from;
		while (!Arrays.equals(input, at, at + data.length, data, 0, data.length)) {
			at++;
			assertThat(at + data.length).isLessThanOrEqualTo(input.length);
		}
		return at + data.length;
	}

}
