package org.camerad.driver.sim.scene;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;

/**
 * Prints processor milliseconds per frame, rendered and encoded, and the ratio to the
 * bare encoder on the same pictures. The cases alternate in one run; each line has the
 * median and the range from the 10th to the 90th percentile. Not a test: run
 * {@code main}, with a video file to measure that as well.
 */
final class SceneBenchmark {

	private static final int FRAMES = Integer.getInteger("frames", 100);

	/** Consecutive frames of a case, as in a stream. */
	private static final int TURN = 10;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final Instant MIDNIGHT = TestViews.NOON.plus(Duration.ofHours(12));

	private SceneBenchmark() {
	}

	/** A case with its times and their ratios to the bare encoder. */
	private record Case(String name, SceneRenderer renderer, IntFunction<View> views, double[] whole, double[] ratio) {

		Case(String name, Scene scene, IntFunction<View> views) throws IOException {
			this(name, new SceneRenderer(scene, JpegCodec.fastest()), views, new double[FRAMES], new double[FRAMES]);
		}

		void run(int number, JpegCodec encoder) throws IOException {
			View view = this.views.apply(number);
			long start = now();
			YuvPicture picture = this.renderer.picture(view);
			this.renderer.jpeg(picture, view.video());
			long end = now();
			encoder.encode(picture, JpegQuality.of(view.video()));
			this.whole[number] = (end - start) / 1e6;
			this.ratio[number] = (double) (end - start) / (now() - end);
		}

		void print() {
			Arrays.sort(this.whole);
			Arrays.sort(this.ratio);
			System.out.printf("  %-36s %7.2f ms (%.2f-%.2f), %.2f x bare%n", this.name, median(this.whole),
					this.whole[FRAMES / 10], this.whole[FRAMES * 9 / 10], median(this.ratio));
		}

	}

	/**
	 * Prints all cases.
	 * @param args a video file, or nothing
	 */
	public static void main(String[] args) throws IOException {
		for (int[] size : new int[][] { { 1920, 1080 }, { 2592, 1944 }, { 480, 360 } }) {
			View view = TestViews.with(TestViews.of(size[0], size[1]), TestViews.OSD);
			System.out.printf("%s, rendered and encoded by %s%n", view.video().resolution().name(), codec());
			Path photograph = Files.createTempDirectory("photograph");
			try {
				run(cases(view, photograph, args));
				others(view);
			}
			finally {
				Files.deleteIfExists(photograph.resolve("street.jpg"));
				Files.delete(photograph);
			}
		}
		if (args.length > 0) {
			both(args[0]);
		}
	}

	private static List<Case> cases(View view, Path photograph, String[] video) throws IOException {
		Scene street = Scene.street(1);
		List<Case> cases = new ArrayList<>();
		cases.add(new Case("head still", street, (i) -> at(view, i)));
		cases.add(new Case("head pans", street, (i) -> looking(view, i, i * 0.4, 0, 1)));
		cases.add(new Case("head tilts", street, (i) -> looking(view, i, 0, i * 90.0 / FRAMES - 30, 1)));
		cases.add(new Case("head pans, zoom 5", street, (i) -> looking(view, i, i * 0.1, 0, 5)));
		cases.add(new Case("zoom moves", street, (i) -> zooming(view, i)));
		View night = TestViews.with(view, MIDNIGHT);
		cases.add(new Case("night, head still", street, (i) -> at(night, i)));
		cases.add(new Case("night, head pans", street, (i) -> looking(night, i, i * 0.4, 0, 1)));
		View set = TestViews.with(view, TestSettings.image(130, 150, 140, 170));
		cases.add(new Case("contrast, sharpness set", street, (i) -> at(set, i)));
		cases.add(new Case("the same, head pans", street, (i) -> looking(set, i, i * 0.4, 0, 1)));
		cases.add(new Case("the same, zoom moves", street, (i) -> zooming(set, i)));
		cases.add(new Case("storm: rain, pole shakes", Scene.open("storm", 1), (i) -> at(view, i)));
		try (SceneRenderer renderer = new SceneRenderer(street, JpegCodec.fastest())) {
			Files.write(photograph.resolve("street.jpg"), renderer.jpeg(view));
		}
		Scene footage = Scene.open(photograph.toString(), 1);
		cases.add(new Case("a photograph, head still", footage, (i) -> at(view, i)));
		cases.add(new Case("a photograph, head pans", footage, (i) -> looking(view, i, i * 0.4, 0, 1)));
		if (video.length > 0) {
			Scene film = Scene.open(video[0], 1);
			cases.add(new Case("a video, head still", film, (i) -> at(view, i)));
			cases.add(new Case("a video, head pans", film, (i) -> looking(view, i, i * 0.4, 0, 1)));
		}
		return cases;
	}

	private static View at(View view, int frame) {
		return TestViews.with(TestViews.with(view, frame), view.time().plus(Duration.ofMillis(40L * frame)));
	}

	private static View looking(View view, int frame, double pan, double tilt, double zoom) {
		return TestViews.with(at(view, frame), new PtzPosition(pan, tilt, zoom, 0.5, 0.5));
	}

	private static View zooming(View view, int frame) {
		return looking(view, frame, 0, 0, Math.pow(20, (double) frame / FRAMES));
	}

	private static void run(List<Case> cases) throws IOException {
		try (JpegCodec encoder = JpegCodec.fastest()) {
			for (int round = 0; round < 2; round++) {
				for (int turn = 0; turn < FRAMES; turn += TURN) {
					for (Case each : cases) {
						for (int i = turn; i < turn + TURN; i++) {
							each.run(i, encoder);
						}
					}
				}
			}
		}
		for (Case each : cases) {
			each.print();
			each.renderer.close();
		}
	}

	/**
	 * Measures ImageIO on the same picture, and the pictures of the motion detector.
	 */
	private static void others(View view) throws IOException {
		Scene scene = Scene.street(1);
		double[] portable = new double[FRAMES];
		double[] small = new double[FRAMES];
		try (SceneRenderer renderer = new SceneRenderer(scene, JpegCodec.portable());
				SceneLumaRenderer grey = new SceneLumaRenderer(new Backdrop(scene), new Timeline(), 320, 240)) {
			YuvPicture picture = renderer.picture(view);
			for (int i = 0; i < FRAMES; i++) {
				long start = now();
				renderer.jpeg(picture, view.video());
				portable[i] = (now() - start) / 1e6;
				start = now();
				grey.picture(looking(view, i, i * 0.4, 0, 1));
				small[i] = (now() - start) / 1e6;
			}
		}
		Arrays.sort(portable);
		Arrays.sort(small);
		System.out.printf("  %-36s %7.2f ms%n", "bare ImageIO, head still", median(portable));
		System.out.printf("  %-36s %7.2f ms%n", "320x240 luma, head pans", median(small));
	}

	/** Measures two streams that show the same video. */
	private static void both(String video) throws IOException {
		View[] views = { TestViews.with(TestViews.of(1920, 1080), TestViews.OSD),
				TestViews.with(TestViews.of(480, 360), TestViews.OSD) };
		double[] whole = new double[FRAMES];
		double[] ratio = new double[FRAMES];
		Backdrop backdrop = new Backdrop(Scene.open(video, 1));
		try (SceneRenderer main = new SceneRenderer(backdrop, new Timeline(), JpegCodec.fastest());
				SceneRenderer sub = new SceneRenderer(backdrop, new Timeline(), JpegCodec.fastest());
				JpegCodec encoder = JpegCodec.fastest()) {
			SceneRenderer[] streams = { main, sub };
			for (int i = 0; i < 2 * FRAMES; i++) {
				long rendered = 0;
				long bare = 0;
				for (int stream = 0; stream < streams.length; stream++) {
					View view = at(views[stream], i);
					long start = now();
					YuvPicture picture = streams[stream].picture(view);
					streams[stream].jpeg(picture, view.video());
					long end = now();
					encoder.encode(picture, JpegQuality.of(view.video()));
					rendered += end - start;
					bare += now() - end;
				}
				whole[i % FRAMES] = rendered / 1e6;
				ratio[i % FRAMES] = (double) rendered / bare;
			}
		}
		Arrays.sort(whole);
		Arrays.sort(ratio);
		System.out.printf("1080P and 480X360 of one video%n  %-36s %7.2f ms, %.2f x bare%n", "head still",
				median(whole), median(ratio));
	}

	private static String codec() throws IOException {
		try (JpegCodec codec = JpegCodec.fastest()) {
			return codec.isFast() ? "libjpeg-turbo" : "ImageIO";
		}
	}

	private static long now() {
		return THREADS.getCurrentThreadCpuTime();
	}

	private static double median(double[] sorted) {
		return sorted[sorted.length / 2];
	}

}
