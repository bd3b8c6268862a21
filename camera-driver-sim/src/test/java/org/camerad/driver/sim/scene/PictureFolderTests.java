package org.camerad.driver.sim.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.camerad.driver.Image;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.PtzPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class PictureFolderTests {

	@TempDir
	Path folder;

	private void picture(String name, Color left, Color right) throws IOException {
		BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(left);
		graphics.fillRect(0, 0, 320, 480);
		graphics.setColor(right);
		graphics.fillRect(320, 0, 320, 480);
		graphics.dispose();
		ImageIO.write(image, name.substring(name.indexOf('.') + 1), this.folder.resolve(name).toFile());
	}

	private Pixels see(View view) throws IOException {
		return Pixels.of(Scene.open(this.folder.toString(), 1).withStrip(false), view);
	}

	@Test
	void picturesAreLoopedInOrder() throws IOException {
		picture("b.png", Color.BLUE, Color.BLUE);
		picture("a.jpg", Color.RED, Color.RED);
		Files.writeString(this.folder.resolve("readme.txt"), "not a picture");
		assertThat(Scene.open(this.folder.toString(), 1).lengthSeconds()).isEqualTo(1);
		View view = TestViews.of(640, 480);
		// Two per second; noon is an even number of halves since 1970.
		for (int half = 0; half < 4; half++) {
			int rgb = see(TestViews.with(view, TestViews.NOON.plusMillis(500L * half + 100))).image().getRGB(320, 240);
			boolean red = (rgb >> 16 & 0xff) > (rgb & 0xff);
			assertThat(red).as("half second %s", half).isEqualTo(half % 2 == 0);
		}
	}

	@Test
	void straightAheadShowsThePictureItself() throws IOException {
		picture("a.png", Color.LIGHT_GRAY, Color.DARK_GRAY);
		try (SceneLumaRenderer grey = new SceneLumaRenderer(new Backdrop(Scene.open(this.folder.toString(), 1)),
				new Timeline(), 640, 480)) {
			byte[] luma = grey.picture(TestViews.of(640, 480)).luma();
			assertThat(luma[100 * 640 + 319] & 0xff).isEqualTo(192);
			assertThat(luma[100 * 640 + 320] & 0xff).isEqualTo(64);
		}
	}

	/** The factory settings do not change a recorded picture; all others do. */
	@Test
	void theFactorysSettingsAreNeutral() throws IOException {
		BufferedImage real = textured();
		ImageIO.write(real, "png", this.folder.resolve("a.png").toFile());
		View view = TestViews.of(640, 480);
		double neutral = distance(see(view).image(), real);
		assertThat(neutral).isLessThan(3);
		for (int value : new int[] { 96, 160 }) {
			for (Image image : List.of(TestSettings.image(value, 128, 128, 128),
					TestSettings.image(128, value, 128, 128), TestSettings.image(128, 128, value, 128),
					TestSettings.image(128, 128, 128, value))) {
				assertThat(distance(see(TestViews.with(view, image)).image(), real)).as("%s", image)
					.isGreaterThan(neutral + 0.3);
			}
		}
	}

	/**
	 * Returns a picture with slowly changing colours and fast changing brightness.
	 */
	private static BufferedImage textured() {
		BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < 480; y++) {
			for (int x = 0; x < 640; x++) {
				int light = (x / 4 + y / 4) % 2 * 24;
				image.setRGB(x, y, new Color(60 + x / 6 + light, 110 + light, 60 + y / 4 + light).getRGB());
			}
		}
		return image;
	}

	/** Returns the mean difference of red, green and blue. */
	private static double distance(BufferedImage one, BufferedImage other) {
		long sum = 0;
		for (int y = 0; y < 480; y++) {
			for (int x = 0; x < 640; x++) {
				Color first = new Color(one.getRGB(x, y));
				Color second = new Color(other.getRGB(x, y));
				sum += Math.abs(first.getRed() - second.getRed()) + Math.abs(first.getGreen() - second.getGreen())
						+ Math.abs(first.getBlue() - second.getBlue());
			}
		}
		return sum / (3.0 * 640 * 480);
	}

	@Test
	void headAndZoomCutOut() throws IOException {
		picture("a.png", Color.WHITE, Color.BLACK);
		View view = TestViews.of(640, 480);
		Pixels left = see(TestViews.with(view, new PtzPosition(-15, 0, 2, 0.5, 0.5)));
		assertThat(left.mean()).isGreaterThan(230);
		Pixels turned = see(TestViews.with(view, new PtzPosition(15, 0, 1, 0.5, 0.5)));
		assertThat(turned.luma(100, 240)).isGreaterThan(200);
		assertThat(turned.luma(300, 240)).isLessThan(50);
		// A mirror image follows beyond the edge.
		assertThat(turned.luma(600, 240)).isLessThan(50);
	}

	@Test
	void aBrokenFileIsNamed() throws IOException {
		picture("a.jpg", Color.RED, Color.RED);
		byte[] whole = Files.readAllBytes(this.folder.resolve("a.jpg"));
		Files.write(this.folder.resolve("a.jpg"), Arrays.copyOf(whole, 40));
		assertThatThrownBy(() -> see(TestViews.of(640, 480))).isInstanceOf(IOException.class)
			.hasMessageContaining("a.jpg");
		Files.writeString(this.folder.resolve("a.jpg"), "hello");
		assertThatThrownBy(() -> see(TestViews.of(640, 480))).isInstanceOf(IOException.class)
			.hasMessageContaining("a.jpg");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jpg", "png" })
	void aFileThatIsCutOffInTheMiddleIsNamed(String type) throws IOException {
		Path file = this.folder.resolve("a." + type);
		ImageIO.write(textured(), type, file.toFile());
		byte[] whole = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(whole, whole.length / 2));
		assertThatThrownBy(() -> see(TestViews.of(640, 480))).isInstanceOf(IOException.class)
			.hasMessageContaining(file.getFileName().toString());
	}

	/** ImageIO alone would brighten it. */
	@ParameterizedTest
	@CsvSource({ "10, jpg", "10, png", "11, png" })
	void grayIsAsGrayAsInColor(int bufferedImageType, String type) throws IOException {
		BufferedImage image = new BufferedImage(640, 480, bufferedImageType);
		int white = (bufferedImageType == BufferedImage.TYPE_BYTE_GRAY) ? 255 : 65535;
		image.getRaster()
			.setSamples(0, 0, 640, 480, 0, IntStream.generate(() -> white * 2 / 5).limit(307200).toArray());
		ImageIO.write(image, type, this.folder.resolve("a." + type).toFile());
		assertThat(see(TestViews.of(640, 480)).luma(320, 240)).isCloseTo(102, within(2));
	}

	/** 16 x 16 pixels of 20 % cyan, 40 % magenta, 60 % yellow and 20 % black. */
	@Test
	void printersInksAreAsLightAsInOtherViewers() throws IOException {
		Files.write(this.folder.resolve("a.jpg"), Base64.getDecoder()
			.decode("/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXY"
					+ "W1hpCeo6utq2eAvMm6pseZqKuk/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAAFAwT/"
					+ "xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBLAAA/AK7dzq4AAAD/2Q=="));
		Color seen = new Color(see(TestViews.of(640, 480)).image().getRGB(320, 240));
		assertThat(seen.getRed()).isCloseTo(166, within(5));
		assertThat(seen.getGreen()).isCloseTo(123, within(5));
		assertThat(seen.getBlue()).isCloseTo(82, within(5));
	}

	/** A camera that is held upright stores pictures on their side. */
	@Test
	void aPictureIsTurnedAsItsExifSays() throws IOException {
		picture("a.jpg", Color.WHITE, Color.BLACK);
		Path file = this.folder.resolve("a.jpg");
		byte[] plain = Files.readAllBytes(file);
		ByteBuffer turned = ByteBuffer.allocate(plain.length + 36).put(plain, 0, 2);
		turned.put(new byte[] { (byte) 0xff, (byte) 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42 }).putInt(8);
		turned.putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1).putInt(6 << 16).putInt(0);
		Files.write(file, turned.put(plain, 2, plain.length - 2).array());
		Pixels upright = see(TestViews.of(640, 480));
		assertThat(upright.luma(100, 100)).isGreaterThan(200);
		assertThat(upright.luma(540, 100)).isGreaterThan(200);
		assertThat(upright.luma(100, 380)).isLessThan(50);
	}

	@Test
	void anEmptyFolderIsRefused() {
		assertThatThrownBy(() -> Scene.open(this.folder.toString(), 1)).isInstanceOf(IOException.class)
			.hasMessageContaining(this.folder.toString());
	}

	@Test
	void aRendererThatFailsToAllocateReleasesTheScene() throws IOException {
		picture("a.png", Color.RED, Color.RED);
		picture("b.png", Color.RED, Color.RED);
		Backdrop backdrop = new Backdrop(Scene.open(this.folder.toString(), 1));
		try (SceneLumaRenderer huge = new SceneLumaRenderer(backdrop, new Timeline(), 1 << 16, 1 << 15)) {
			assertThatThrownBy(() -> huge.picture(TestViews.of(640, 480)))
				.isInstanceOf(NegativeArraySizeException.class);
			assertThat(backdrop.version(500)).as("shut").isZero();
		}
		try (SceneLumaRenderer grey = new SceneLumaRenderer(backdrop, new Timeline(), 320, 240)) {
			grey.picture(TestViews.of(640, 480));
			assertThat(backdrop.version(500)).as("open").isOne();
		}
	}

}
