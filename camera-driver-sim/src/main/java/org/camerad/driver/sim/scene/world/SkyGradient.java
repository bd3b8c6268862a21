package org.camerad.driver.sim.scene.world;

import java.util.Arrays;

import org.camerad.driver.support.picture.Area;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.scene.raster.Lighting;
import org.camerad.driver.sim.scene.raster.ImageAdjustments;
import org.camerad.driver.sim.scene.raster.Viewport;

/** The colours of the sky, which depend on elevation and lighting only. */
final class SkyGradient {

	private static final int HAZE = 0xe6eef2;

	private static final int BLUE = 0x8fbfe8;

	private static final int ZENITH = 0x3a78c2;

	private static final int NIGHT_HAZE = 0x263352;

	private static final int NIGHT_ZENITH = 0x0b1024;

	private static final int DUSK = 0xf2a65e;

	/** Paints a part of a picture, whose edges must be even. */
	void paint(YuvPicture picture, Viewport viewport, Lighting light, Area part) {
		for (int y = part.y(); y < part.bottom(); y++) {
			int rgb = color(viewport.elevation(y + 0.5), light);
			int start = y * picture.width();
			Arrays.fill(picture.luma(), start + part.x(), start + part.right(),
					(byte) ImageAdjustments.clampLuma(Lighting.luma(rgb)));
		}
		if (!picture.hasColor()) {
			return;
		}
		Area samples = part.halved();
		Viewport halved = viewport.halved();
		for (int y = samples.y(); y < samples.bottom(); y++) {
			int rgb = color(halved.elevation(y + 0.5), light);
			int start = y * picture.chromaWidth();
			Arrays.fill(picture.cb(), start + samples.x(), start + samples.right(), (byte) Lighting.cb(rgb));
			Arrays.fill(picture.cr(), start + samples.x(), start + samples.right(), (byte) Lighting.cr(rgb));
		}
	}

	private static int color(double elevation, Lighting light) {
		double up = Math.max(0, Math.min(90, elevation));
		int low = share(up / 22);
		int day = Lighting.mix(Lighting.mix(HAZE, BLUE, low), ZENITH, share((up - 22) / 60));
		int night = Lighting.mix(NIGHT_HAZE, NIGHT_ZENITH, share(up / 25));
		int now = Lighting.mix(night, day, light.level());
		return Lighting.mix(now, DUSK, light.warmth() * (256 - share(up / 20)) / 400);
	}

	private static int share(double value) {
		return (int) (Math.max(0, Math.min(1, value)) * 256);
	}

}
