package org.camerad.driver.kit;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Control;
import org.camerad.driver.Image;

/** The rules of the image control. */
abstract class ImageKit extends PartKit {

	private Control<Image> image;

	@BeforeEach
	void find() {
		this.image = part("image", camera().image());
	}

	@Test
	@DisplayName("I1 every value from 0 to 255 is accepted for each of the four settings")
	void values() throws Exception {
		for (int value : List.of(0, 1, 127, 128, 129, 254, 255)) {
			apply(TestSettings.image(value, 128, 128, 128));
			apply(TestSettings.image(128, value, 128, 128));
			apply(TestSettings.image(128, 128, value, 128));
			apply(TestSettings.image(128, 128, 128, value));
		}
	}

	@Test
	@DisplayName("I2 applying the settings in effect is accepted")
	void again() throws Exception {
		apply(Image.NEUTRAL);
		apply(Image.NEUTRAL);
	}

	@Test
	@DisplayName("I3 a change shows in the number of the very next snapshot")
	void nextSnapshot() throws Exception {
		needs("video");
		apply(Image.NEUTRAL);
		long before = camera().streams().get(1).snapshot().number();
		apply(TestSettings.image(200, 128, 128, 128));
		await("a new frame", () -> camera().streams().get(1).snapshot().number() > before);
	}

	private void apply(Image settings) throws Exception {
		this.image.apply(settings);
		assertInEffect(this.image, settings, Image.class);
	}

}
