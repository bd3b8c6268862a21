package org.camerad.driver.sim.scene.jpeg;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.assertj.core.data.Offset;
import org.camerad.driver.Codec;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.sim.scene.raster.Planes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JpegEncoderTests {

	private static JpegEncoder encoder(boolean fastest) {
		return fastest ? JpegEncoder.fastest() : JpegEncoder.portable();
	}

	/** Red on the left, gray on the right, brighter towards the bottom. */
	private static Planes picture(int width, int height) {
		Planes planes = Planes.color(width, height);
		for (int i = 0; i < planes.luma().length; i++) {
			planes.luma()[i] = (byte) (60 + i / width * 120 / height);
		}
		for (int i = 0; i < planes.cr().length; i++) {
			boolean left = i % planes.chromaWidth() < planes.chromaWidth() / 2;
			planes.cb()[i] = (byte) (left ? 100 : 128);
			planes.cr()[i] = (byte) (left ? 200 : 128);
		}
		return planes;
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void isBaselineWithHalfColorAndTheStandardsTables(boolean fastest) throws IOException {
		try (JpegEncoder encoder = encoder(fastest)) {
			byte[] jpeg = encoder.encode(picture(642, 362), 70);
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
		try (JpegEncoder encoder = encoder(fastest)) {
			for (int[] size : new int[][] { { 480, 360 }, { 1920, 1080 }, { 4, 2 }, { 642, 362 } }) {
				byte[] jpeg = encoder.encode(picture(size[0], size[1]), 95);
				BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
				assertThat(image.getWidth()).isEqualTo(size[0]);
				assertThat(image.getHeight()).isEqualTo(size[1]);
				int red = image.getRGB(0, 0) >> 16 & 0xff;
				int blue = image.getRGB(0, 0) & 0xff;
				assertThat(red - blue).as("red at %sx%s", size[0], size[1]).isGreaterThan(80);
			}
		}
	}

	@Test
	void bothEncodersAgreeAboutColors() throws IOException {
		try (JpegEncoder fast = JpegEncoder.fastest(); JpegEncoder portable = JpegEncoder.portable()) {
			Planes picture = picture(640, 480);
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
		JpegEncoder encoder = encoder(fastest);
		encoder.encode(picture(64, 64), 50);
		encoder.close();
		encoder.close();
	}

	/** A machine whose Java cannot load native code still has pictures. */
	@Test
	void withoutNativeCodeImageIoDoesIt() throws IOException, InterruptedException {
		String java = ProcessHandle.current().info().command().orElseThrow();
		Process process = new ProcessBuilder(java, "-Djna.nounpack=true", "-Djna.boot.library.path=/nowhere",
				"-Djna.nosys=true", "-cp", System.getProperty("java.class.path"), Encode.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(said).contains("ImageIO made");
		}
		finally {
			process.destroyForcibly();
		}
	}

	/** What the other process does. */
	static final class Encode {

		public static void main(String[] args) throws IOException {
			try (JpegEncoder encoder = JpegEncoder.fastest()) {
				byte[] jpeg = encoder.encode(picture(64, 64), 50);
				System.out.println(encoder.name() + " made " + jpeg.length);
			}
		}

	}

	@Test
	void qualityFollowsBitsPerPixel() {
		assertThat(quality(1920, 1080, 4096)).isEqualTo(72);
		assertThat(quality(1920, 1080, 16)).isEqualTo(JpegQuality.WORST);
		assertThat(quality(480, 360, 8000)).isEqualTo(JpegQuality.BEST);
		int before = JpegQuality.WORST;
		for (int bitrate = 600; bitrate < 10_000; bitrate += 400) {
			assertThat(quality(1920, 1080, bitrate)).isGreaterThanOrEqualTo(before);
			before = quality(1920, 1080, bitrate);
		}
		assertThat(before).isGreaterThan(85);
	}

	private static int quality(int width, int height, int bitrate) {
		return JpegQuality
			.of(new Video(Codec.H265, Resolution.of(width, height), 25, 50, bitrate, Video.BitrateControl.VBR));
	}

}
