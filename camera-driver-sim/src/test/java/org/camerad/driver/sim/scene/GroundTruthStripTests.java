package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.time.Instant;

import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.PtzPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GroundTruthStripTests {

	private static final PtzPosition ANYWHERE = new PtzPosition(-169.97, -12.34, 13.579, 0.2, 0.3);

	@ParameterizedTest
	@CsvSource({ "2592,1944,64", "1920,1080,64", "1920,1080,8000", "1280,720,64", "640,480,32", "480,360,16",
			"480,360,2000" })
	void isReadBackAtEachSizeAndBitRate(int width, int height, int bitrate) throws IOException {
		View view = TestViews.with(TestViews.with(TestViews.of(width, height), ANYWHERE),
				TestViews.video(width, height, bitrate));
		for (int i = 0; i < 5; i++) {
			Instant time = Instant.ofEpochMilli(1_795_449_600_123L + i * 7919L);
			View now = TestViews.with(TestViews.with(view, 0xfffffff0L + i), time);
			assertThat(GroundTruthStrip.read(Pixels.of(Scene.street(3), now).image()))
				.contains(new GroundTruthStrip(0xfffffff0L + i, time.toEpochMilli(), -169.97, -12.34, 13.579));
		}
	}

	@Test
	void settingsOfThePictureDoNotTouchIt() throws IOException {
		View view = TestViews.with(TestViews.of(640, 480), TestSettings.image(255, 0, 0, 0));
		assertThat(GroundTruthStrip.read(Pixels.of(Scene.street(3), view).image())).contains(GroundTruthStrip.of(view));
	}

	@Test
	void canBeSwitchedOff() throws IOException {
		Pixels without = Pixels.of(Scene.street(3).withStrip(false), TestViews.of(640, 480));
		assertThat(GroundTruthStrip.read(without.image())).isEmpty();
	}

	@Test
	void aDamagedOneIsNotBelieved() throws IOException {
		Pixels picture = Pixels.of(Scene.street(3), TestViews.of(640, 480));
		for (int x = 160; x < 168; x++) {
			for (int y = 468; y < 474; y++) {
				picture.image().setRGB(x, y, ~picture.image().getRGB(x, y));
			}
		}
		assertThat(GroundTruthStrip.read(picture.image())).isEmpty();
	}

}
