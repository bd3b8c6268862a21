package com.example.camera.toy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import org.camerad.driver.Image;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.Resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The look is to be seen in the decoded picture. */
class TestCardTests {

	/** In the middle of the yellow bar. */
	private static final int YELLOW = 320 * 3 / 14;

	private static int[] yellow(Image look) throws IOException {
		byte[] jpeg = new TestCard().draw(Resolution.of(320, 240), look, 0);
		BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
		return picture.getRaster().getPixel(YELLOW, 50, (int[]) null);
	}

	@Test
	void neutralIsTheCardItself() throws IOException {
		int[] yellow = yellow(Image.NEUTRAL);
		assertThat(yellow[0]).isCloseTo(0xC0, within(8));
		assertThat(yellow[2]).isCloseTo(0, within(8));
	}

	@Test
	void moreBrightnessIsBrighter() throws IOException {
		assertThat(yellow(TestSettings.image(168, 128, 128, 128))[0]).isCloseTo(0xC0 + 40, within(8));
	}

	@Test
	void withoutContrastEverythingIsGray() throws IOException {
		assertThat(yellow(TestSettings.image(128, 0, 128, 128))).containsOnly(128);
	}

	@Test
	void withoutSaturationColourIsGone() throws IOException {
		int[] yellow = yellow(TestSettings.image(128, 128, 0, 128));
		assertThat(yellow[0] - yellow[2]).isCloseTo(0, within(4));
	}

	@Test
	void theSquareMovesOn() throws IOException {
		Resolution size = Resolution.of(320, 240);
		TestCard card = new TestCard();
		assertThat(card.draw(size, Image.NEUTRAL, 1)).isNotEqualTo(card.draw(size, Image.NEUTRAL, 2));
	}

}
