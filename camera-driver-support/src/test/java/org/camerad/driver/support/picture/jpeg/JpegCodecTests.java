package org.camerad.driver.support.picture.jpeg;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.assertj.core.data.Offset;
import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class JpegCodecTests {

	private static JpegCodec codec(boolean fastest) {
		return fastest ? JpegCodec.fastest() : JpegCodec.portable();
	}

	/**
	 * Returns a picture that is red on the left, grey on the right and brighter towards
	 * the bottom.
	 */
	private static YuvPicture picture(int width, int height) {
		YuvPicture picture = YuvPicture.color(width, height);
		for (int i = 0; i < picture.luma().length; i++) {
			picture.luma()[i] = (byte) (60 + i / width * 120 / height);
		}
		for (int i = 0; i < picture.cr().length; i++) {
			boolean left = i % picture.chromaWidth() < picture.chromaWidth() / 2;
			picture.cb()[i] = (byte) (left ? 100 : 128);
			picture.cr()[i] = (byte) (left ? 200 : 128);
		}
		return picture;
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void isBaselineWithHalfColorAndTheStandardsTables(boolean fastest) throws IOException {
		try (JpegCodec codec = codec(fastest)) {
			byte[] jpeg = codec.encode(picture(642, 362), 70);
			List<byte[]> tables = new ArrayList<>();
			ByteBuffer in = ByteBuffer.wrap(jpeg);
			assertThat(in.getShort()).isEqualTo((short) 0xffd8);
			int marker = in.getShort() & 0xffff;
			while (marker != 0xffda) {
				byte[] segment = new byte[(in.getShort() & 0xffff) - 2];
				in.get(segment);
				if (marker == 0xffc4) {
					tables.add(segment);
				}
				if (marker >= 0xffc0 && marker < 0xffc4) {
					assertThat(marker).isEqualTo(0xffc0);
					assertThat(new byte[] { segment[7], segment[10], segment[13] }).containsExactly(0x22, 0x11, 0x11);
				}
				marker = in.getShort() & 0xffff;
			}
			// ISO/IEC 10918-1 annex K.3: 12, 12, 162 and 162 codes, in one segment or in
			// four.
			assertThat(tables.stream().mapToInt((table) -> table.length).sum()).isEqualTo(4 * 17 + 12 + 12 + 162 + 162);
			assertThat(jpeg).endsWith(0xff, 0xd9);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void colorsAndSizesComeBack(boolean fastest) throws IOException {
		try (JpegCodec codec = codec(fastest)) {
			for (int[] size : new int[][] { { 480, 360 }, { 1920, 1080 }, { 4, 2 }, { 642, 362 } }) {
				byte[] jpeg = codec.encode(picture(size[0], size[1]), 95);
				BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
				assertThat(image.getWidth()).isEqualTo(size[0]);
				assertThat(image.getHeight()).isEqualTo(size[1]);
				int red = image.getRGB(0, 0) >> 16 & 0xff;
				int blue = image.getRGB(0, 0) & 0xff;
				assertThat(red - blue).as("red at %sx%s", size[0], size[1]).isGreaterThan(80);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void readsWhatItMadeAndShrinksItByPowersOfTwo(boolean fastest) throws IOException {
		try (JpegCodec codec = codec(fastest)) {
			byte[] jpeg = codec.encode(picture(640, 480), 95);
			YuvPicture whole = codec.decode(jpeg, 640, 480);
			assertThat(whole.area()).isEqualTo(picture(640, 480).area());
			assertThat(whole.luma()[0] & 0xff).isCloseTo(60, Offset.offset(4));
			assertThat(whole.cr()[0] & 0xff).isCloseTo(200, Offset.offset(6));
			YuvPicture small = codec.decode(jpeg, 100, 100);
			assertThat(small.area()).isEqualTo(new Area(0, 0, 160, 120));
			assertThat(small.luma()[160 * 120 - 1] & 0xff).isCloseTo(179, Offset.offset(6));
			assertThat(codec.decode(jpeg, 2000, 2000).area()).isEqualTo(whole.area());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatIsNoJpegIsRefused(boolean fastest) throws IOException {
		try (JpegCodec codec = codec(fastest)) {
			byte[] jpeg = codec.encode(picture(64, 64), 50);
			assertThatIOException().isThrownBy(() -> codec.decode(new byte[0], 1, 1));
			assertThatIOException().isThrownBy(() -> codec.decode("no picture".getBytes(StandardCharsets.UTF_8), 1, 1));
			assertThatIOException().isThrownBy(() -> codec.decode(Arrays.copyOf(jpeg, 20), 1, 1));
			assertThat(codec.decode(jpeg, 64, 64).width()).isEqualTo(64);
		}
	}

	/** A header of a few bytes can claim 65535x65535 pixels. */
	@ParameterizedTest
	@CsvSource({ "true, 65500, 65500", "false, 65500, 65500", "true, 65500, 700", "false, 65500, 700" })
	void sizeBeyondTheLimitIsRefused(boolean fastest, int width, int height) throws IOException {
		try (JpegCodec codec = codec(fastest)) {
			byte[] jpeg = codec.encode(picture(64, 64), 50);
			int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0\u0000\u0011\u0008");
			ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
			assertThatIOException().isThrownBy(() -> codec.decode(jpeg, 640, 360)).withMessageContaining("too large");
		}
	}

	@Test
	void bothCodecsAgreeAboutColors() throws IOException {
		try (JpegCodec fast = JpegCodec.fastest(); JpegCodec portable = JpegCodec.portable()) {
			YuvPicture picture = picture(640, 480);
			BufferedImage one = ImageIO.read(new ByteArrayInputStream(fast.encode(picture, 90)));
			BufferedImage two = ImageIO.read(new ByteArrayInputStream(portable.encode(picture, 90)));
			for (int shift = 0; shift < 24; shift += 8) {
				assertThat(one.getRGB(100, 400) >> shift & 0xff).isCloseTo(two.getRGB(100, 400) >> shift & 0xff,
						Offset.offset(4));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void closingTwiceIsHarmless(boolean fastest) throws IOException {
		JpegCodec codec = codec(fastest);
		codec.encode(picture(64, 64), 50);
		codec.close();
		codec.close();
	}

	/** Pictures are encoded also if Java cannot load native code. */
	@Test
	void withoutNativeCodeJavaDoesIt() throws IOException, InterruptedException {
		String java = ProcessHandle.current().info().command().orElseThrow();
		Process process = new ProcessBuilder(java, "-Djna.nounpack=true", "-Djna.boot.library.path=/nowhere",
				"-Djna.nosys=true", "-cp", System.getProperty("java.class.path"), Encode.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(said).contains("Java made");
		}
		finally {
			process.destroyForcibly();
		}
	}

	/** A program that encodes a picture in a separate process. */
	static final class Encode {

		public static void main(String[] args) throws IOException {
			try (JpegCodec codec = JpegCodec.fastest()) {
				byte[] jpeg = codec.encode(picture(64, 64), 50);
				System.out.println((codec.isFast() ? "libjpeg-turbo" : "Java") + " made " + jpeg.length);
			}
		}

	}

}
