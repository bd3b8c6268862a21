package org.camerad.driver.support.motion;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackgroundModelTests {

	/**
	 * Without a minimum noise the whole picture would count as changed and would be
	 * learned again for ever.
	 */
	@Test
	void fadingLightKeepsTheNoiseOfNewlyLearnedPixels() {
		TestScene scene = new TestScene(1, TestScene.Weather.CALM);
		LumaPicture first = scene.picture(0);
		Raster picture = Raster.fitting(first);
		picture.read(first);
		BackgroundModel background = new BackgroundModel(picture.width, picture.height);
		Alignment alignment = new Alignment(picture, background.expected);
		background.restart(picture);
		for (int number = 1; number < 12; number++) {
			picture.read(scene.picture(number / TestScene.PICTURES_A_SECOND));
			for (int at = 0; at < picture.samples.length; at++) {
				picture.samples[at] *= (float) Math.pow(0.8, number);
			}
			alignment.find();
			background.compare(picture, alignment);
			background.restart(picture);
		}
		for (float noise : background.noise) {
			assertThat(noise).isGreaterThanOrEqualTo(2);
		}
	}

}
