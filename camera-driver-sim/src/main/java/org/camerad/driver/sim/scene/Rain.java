package org.camerad.driver.sim.scene;

import java.util.SplittableRandom;

import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.raster.ImageAdjustments;

/** Rain close to the lens: bright streaks, at other places in each frame. */
final class Rain {

	private static final int MAX_DROPS = 900;

	private Rain() {
	}

	static void fall(YuvPicture picture, SceneState state) {
		int drops = (int) (MAX_DROPS * state.rain());
		SplittableRandom random = new SplittableRandom(state.millis() * 31 + 7);
		int shine = 90 + state.light().level() * 150 / 256;
		for (int i = 0; i < drops; i++) {
			int length = picture.height() / 40 + random.nextInt(Math.max(1, picture.height() / 16));
			streak(picture, new int[] { random.nextInt(picture.width()), random.nextInt(picture.height()) - length / 2,
					length, shine, 80 + random.nextInt(90) });
		}
	}

	/** Draws a streak: x, y, length, brightness and opacity. */
	private static void streak(YuvPicture picture, int[] drop) {
		int wide = Math.max(1, picture.height() / 540);
		for (int i = 0; i < drop[2]; i++) {
			int y = drop[1] + i;
			int x = drop[0] - i / 7;
			for (int w = 0; w < wide; w++) {
				if (y >= 0 && y < picture.height() && x + w >= 0 && x + w < picture.width()) {
					int at = y * picture.width() + x + w;
					int old = picture.luma()[at] & 0xff;
					picture.luma()[at] = (byte) ImageAdjustments.clampLuma(old + ((drop[3] - old) * drop[4] >> 8));
				}
			}
		}
	}

}
