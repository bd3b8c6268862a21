package org.camerad.driver.pi.video;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JpegSplitterTests {

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

	private static List<byte[]> split(byte[] stream, int pieces) throws IOException {
		InputStream in = new ByteArrayInputStream(stream) {

			@Override
			public synchronized int read(byte[] buffer, int offset, int length) {
				return super.read(buffer, offset, Math.min(length, pieces));
			}
		};
		JpegSplitter splitter = new JpegSplitter(in);
		List<byte[]> found = new ArrayList<>();
		for (byte[] jpeg = splitter.next(); jpeg != null; jpeg = splitter.next()) {
			found.add(jpeg);
		}
		return found;
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
	void theSizeIsToldByTheHeader() throws IOException {
		JpegSplitter splitter = new JpegSplitter(new ByteArrayInputStream(jpeg(300, 200)));
		assertThat(splitter.next()).isNotNull();
		assertThat(List.of(splitter.width(), splitter.height())).containsExactly(300, 200);
	}

	@Test
	void whatIsNoPictureIsPassedOver() throws IOException {
		byte[] good = jpeg(64, 48);
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		for (int i = 0; i < 200; i++) {
			byte[] rubbish = new byte[this.random.nextInt(2000)];
			this.random.nextBytes(rubbish);
			stream.writeBytes(rubbish);
			stream.writeBytes(Arrays.copyOf(good, this.random.nextInt(good.length)));
			// Two, because the end of what is cut may take the first one for its own.
			stream.writeBytes(good);
			stream.writeBytes(good);
		}
		List<byte[]> found = split(stream.toByteArray(), 65536);
		assertThat(found.stream().filter((jpeg) -> Arrays.equals(jpeg, good)).count()).isGreaterThanOrEqualTo(180);
	}

	@Test
	void aPictureThatIsCutIsNone() throws IOException {
		byte[] good = jpeg(64, 48);
		assertThat(split(Arrays.copyOf(good, good.length - 1), 65536)).isEmpty();
		assertThat(split(new byte[0], 65536)).isEmpty();
	}

}
