package org.camerad.driver.support.picture.jpeg;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JpegScannerTests {

	private final SplittableRandom random = new SplittableRandom(7);

	private byte[] jpeg(int width, int height) throws IOException {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int i = 0; i < width * height; i++) {
			image.setRGB(i % width, i / width, this.random.nextInt());
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, "jpeg", out);
		return out.toByteArray();
	}

	private static List<byte[]> split(byte[] stream, int pieces) {
		return split(stream, pieces, 1 << 24);
	}

	private static List<byte[]> split(byte[] stream, int pieces, int maxBytes) {
		JpegScanner scanner = new JpegScanner(maxBytes);
		List<byte[]> found = new ArrayList<>();
		for (int at = 0; at < stream.length; at += pieces) {
			scanner.add(ByteBuffer.wrap(stream, at, Math.min(pieces, stream.length - at)));
			for (Jpeg jpeg = scanner.poll(); jpeg != null; jpeg = scanner.poll()) {
				found.add(jpeg.data());
			}
		}
		return found;
	}

	private static byte[] join(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 4096, 65536 })
	void picturesComeOutAsTheyWentIn(int pieces) throws IOException {
		List<byte[]> all = List.of(jpeg(64, 48), jpeg(17, 5), jpeg(300, 200));
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		all.forEach(stream::writeBytes);
		assertThat(split(stream.toByteArray(), pieces)).containsExactlyElementsOf(all);
	}

	@Test
	void theHeaderGivesTheSize() throws IOException {
		Jpeg jpeg = JpegScanner.first(jpeg(300, 200)).orElseThrow();
		assertThat(List.of(jpeg.header().width(), jpeg.header().height())).containsExactly(300, 200);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1000, 65536 })
	void multipartHeadsZerosAndRubbishBetweenPicturesAreSkipped(int pieces) throws IOException {
		byte[] good = jpeg(64, 48);
		byte[] head = "\r\n--x\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
		byte[] start = { (byte) 0xff, (byte) 0xd8 };
		byte[] stream = join(head, good, new byte[500], head, good, start, head, start, good, head);
		assertThat(split(stream, pieces)).containsExactly(good, good, good);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1000, 65536 })
	void aPictureBehindACutOneComes(int pieces) throws IOException {
		byte[] good = jpeg(64, 48);
		int scan = JpegHeader.read(good).orElseThrow().scan();
		for (int length = scan + 1; length < good.length; length += 97) {
			assertThat(split(join(Arrays.copyOf(good, length), new byte[1], good), pieces)).containsExactly(good);
		}
	}

	@Test
	void aPictureInsideOfAPictureIsNoPicture() throws IOException {
		byte[] good = jpeg(64, 48);
		byte[] thumbnail = jpeg(16, 16);
		ByteBuffer segment = ByteBuffer.allocate(thumbnail.length + 4);
		segment.putShort((short) 0xffe1).putShort((short) (thumbnail.length + 2)).put(thumbnail);
		byte[] whole = join(Arrays.copyOf(good, 2), segment.array(), Arrays.copyOfRange(good, 2, good.length));
		assertThat(split(whole, 10)).containsExactly(whole);
	}

	@Test
	void restartMarkersAndFillBytesBelongToThePicture() throws IOException {
		byte[] good = jpeg(64, 48);
		byte[] fill = { (byte) 0xff, (byte) 0xff };
		byte[] restart = { (byte) 0xff, (byte) 0xd0, 0x11, (byte) 0xff, (byte) 0xd7 };
		byte[] body = Arrays.copyOfRange(good, 2, good.length - 2);
		byte[] whole = join(Arrays.copyOf(good, 2), fill, body, restart, fill,
				Arrays.copyOfRange(good, good.length - 2, good.length));
		assertThat(split(whole, 1)).containsExactly(whole);
	}

	@Test
	void aPictureWithSeveralScansComesWhole() throws IOException {
		BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
		image.setRGB(20, 20, 0xffffff);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		ImageWriteParam progressive = writer.getDefaultWriteParam();
		progressive.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
		writer.setOutput(new MemoryCacheImageOutputStream(out) {

			@Override
			public void close() {
				// The bytes are flushed below.
			}
		});
		writer.write(null, new IIOImage(image, null, null), progressive);
		((MemoryCacheImageOutputStream) writer.getOutput()).flush();
		Jpeg jpeg = JpegScanner.first(out.toByteArray()).orElseThrow();
		assertThat(jpeg.data()).isEqualTo(out.toByteArray());
		assertThat(jpeg.header().isBaseline()).isFalse();
	}

	@Test
	void aPictureWithoutASizeIsNoPicture() {
		byte[] empty = { (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9 };
		assertThat(split(join(empty, empty), 65536)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 100_000 })
	void aPictureThatIsTooLargeIsSkippedAndItsMemoryIsBounded(int pieces) throws IOException {
		byte[] good = jpeg(64, 48);
		byte[] large = jpeg(300, 200);
		assertThat(large.length).isGreaterThan(2 * good.length);
		assertThat(split(join(large, good, large, good), pieces, good.length)).containsExactly(good, good);
		assertThat(split(join(good, good), pieces, good.length - 1)).isEmpty();
	}

	@Test
	void samplesWithoutAnEndAreDropped() throws IOException {
		byte[] good = jpeg(64, 48);
		JpegScanner scanner = new JpegScanner(1 << 20);
		scanner.add(ByteBuffer.wrap(good, 0, good.length - 2));
		assertThat(scanner.poll()).isNull();
		byte[] samples = new byte[1 << 16];
		// A gigabyte would not fit into the memory of the tests.
		for (int i = 0; i < 1 << 14; i++) {
			scanner.add(ByteBuffer.wrap(samples));
			assertThat(scanner.poll()).isNull();
		}
		scanner.add(ByteBuffer.wrap(good));
		assertThat(scanner.poll()).extracting(Jpeg::data).isEqualTo(good);
	}

	@Test
	void anyBytesAreReadWithoutAnError() {
		for (int i = 0; i < 3000; i++) {
			byte[] bytes = new byte[this.random.nextInt(600)];
			for (int j = 0; j < bytes.length; j++) {
				int[] usual = { 0xff, 0xd8, 0xd9, 0xda, 0xc0, 0, 1, 8 };
				bytes[j] = (byte) usual[this.random.nextInt(usual.length)];
			}
			assertThat(split(bytes, 1 + this.random.nextInt(50))).isEqualTo(split(bytes, 65536));
		}
	}

	@Test
	void cutPicturesAndRubbishAreSkipped() throws IOException {
		byte[] good = jpeg(64, 48);
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		for (int i = 0; i < 200; i++) {
			byte[] rubbish = new byte[this.random.nextInt(2000)];
			this.random.nextBytes(rubbish);
			stream.writeBytes(rubbish);
			stream.writeBytes(Arrays.copyOf(good, this.random.nextInt(good.length)));
			// Two, because an incomplete header may take the first one for its own data.
			stream.writeBytes(good);
			stream.writeBytes(good);
		}
		List<byte[]> found = split(stream.toByteArray(), 65536);
		assertThat(found.stream().filter((jpeg) -> Arrays.equals(jpeg, good)).count()).isGreaterThanOrEqualTo(180);
	}

	@Test
	void aCutPictureIsNoPicture() throws IOException {
		byte[] good = jpeg(64, 48);
		assertThat(split(Arrays.copyOf(good, good.length - 1), 65536)).isEmpty();
		assertThat(split(new byte[0], 65536)).isEmpty();
	}

}
