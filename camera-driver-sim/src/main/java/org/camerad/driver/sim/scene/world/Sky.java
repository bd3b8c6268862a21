package org.camerad.driver.sim.scene.world;

import java.util.Arrays;

import org.camerad.driver.picture.Planes;
import org.camerad.driver.sim.scene.raster.Light;
import org.camerad.driver.sim.scene.raster.Look;
import org.camerad.driver.sim.scene.raster.Window;

/** The colours of the air, which depend upon elevation and light alone. */
final class Sky {

	private static final int HAZE = 0xe6eef2;

	private static final int BLUE = 0x8fbfe8;

	private static final int ZENITH = 0x3a78c2;

	private static final int NIGHT_HAZE = 0x263352;

	private static final int NIGHT_ZENITH = 0x0b1024;

	private static final int DUSK = 0xf2a65e;

	void paint(Planes picture, Window window, Light light) {
		for (int y = 0; y < picture.height(); y++) {
			int rgb = color(window.top() - (y + 0.5) / window.rowsPerDegree(), light);
			row(picture.luma(), y, picture.width(), Look.visible(Light.luma(rgb)));
		}
		for (int y = 0; y < picture.chromaHeight(); y++) {
			int rgb = color(window.top() - (2 * y + 1) / window.rowsPerDegree(), light);
			row(picture.cb(), y, picture.chromaWidth(), Light.cb(rgb));
			row(picture.cr(), y, picture.chromaWidth(), Light.cr(rgb));
		}
	}

	private static void row(byte[] plane, int y, int width, int value) {
		Arrays.fill(plane, y * width, (y + 1) * width, (byte) value);
	}

	private static int color(double elevation, Light light) {
		double up = Math.max(0, Math.min(90, elevation));
		int low = share(up / 22);
		int day = Light.mix(Light.mix(HAZE, BLUE, low), ZENITH, share((up - 22) / 60));
		int night = Light.mix(NIGHT_HAZE, NIGHT_ZENITH, share(up / 25));
		int now = Light.mix(night, day, light.level());
		return Light.mix(now, DUSK, light.warmth() * (256 - share(up / 20)) / 400);
	}

	private static int share(double value) {
		return (int) (Math.max(0, Math.min(1, value)) * 256);
	}

}
