package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

import org.camerad.driver.Image;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.picture.jpeg.JpegCodec;
import org.camerad.driver.sim.scene.raster.Planes;

/**
 * Prints milliseconds a frame, rendered and encoded, beside the bare encoders on the same
 * picture. The cases take turns in one run; each line has the median and the spread from
 * the 10th to the 90th percentile. Not a test: run {@code main}.
 */
final class SceneBenchmark {

	private static final int FRAMES = Integer.getInteger("frames", 200);

	private SceneBenchmark() {
	}

	/** One frame of a case. */
	private interface Frame {

		int bytes(int number) throws IOException;

	}

	private record Case(String name, Frame frame, double[] millis, long[] bytes) {

		Case(String name, Frame frame) {
			this(name, frame, new double[FRAMES], new long[1]);
		}

		void run(int number) throws IOException {
			long start = System.nanoTime();
			this.bytes[0] += this.frame.bytes(number);
			this.millis[number] = (System.nanoTime() - start) / 1e6;
		}

		void print() {
			Arrays.sort(this.millis);
			System.out.printf("  %-44s %7.2f ms (%.2f-%.2f), %d KB%n", this.name, this.millis[FRAMES / 2],
					this.millis[FRAMES / 10], this.millis[FRAMES * 9 / 10], this.bytes[0] / 2 / FRAMES / 1024);
		}

	}

	public static void main(String[] args) throws IOException {
		size(1920, 1080);
		size(2592, 1944);
		size(480, 360);
	}

	private static void size(int width, int height) throws IOException {
		View still = Views.with(Views.of(width, height), Views.OSD);
		Scene scene = Scene.street(1);
		try (SceneRenderer source = new SceneRenderer(scene, JpegCodec.fastest());
				SceneRenderer renderer = new SceneRenderer(scene, JpegCodec.fastest());
				SceneLuma grey = new SceneLuma(scene, new Timeline(), 320, 240);
				JpegCodec fastest = JpegCodec.fastest();
				JpegCodec portable = JpegCodec.portable()) {
			Planes picture = source.picture(at(still, 0));
			int quality = JpegQuality.of(still.video());
			Case[] cases = {
					new Case("bare " + (fastest.isFast() ? "libjpeg-turbo" : "ImageIO"),
							(i) -> fastest.encode(picture.canvas(), quality).length),
					new Case("bare ImageIO", (i) -> portable.encode(picture.canvas(), quality).length),
					new Case("rendered + encoded", (i) -> renderer.jpeg(at(still, i)).length),
					new Case("rendered", (i) -> renderer.picture(at(still, i)).width()) };
			run("settings of the factory, head still", still, cases);
			Case[] moving = {
					new Case("head moves: rendered + encoded",
							(i) -> renderer
								.jpeg(Views.with(at(still, i), new PtzPosition(i * 0.4, 0, 1, 0.5, 0.5))).length),
					new Case("contrast, sharpness set: rendered + encoded",
							(i) -> source.jpeg(Views.with(at(still, i), new Image(130, 150, 140, 170))).length),
					new Case("320x240 luma for the detector", (i) -> grey.picture(at(still, i)).luma().length) };
			run("other", still, moving);
		}
	}

	private static View at(View view, int frame) {
		return Views.with(Views.with(view, frame), Views.NOON.plus(Duration.ofMillis(40L * frame)));
	}

	private static void run(String title, View view, Case[] cases) throws IOException {
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < FRAMES; i++) {
				for (Case each : cases) {
					each.run(i);
				}
			}
		}
		System.out.println(view.video().resolution().name() + ", " + title);
		Arrays.stream(cases).forEach(Case::print);
	}

}
