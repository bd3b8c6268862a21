package org.camerad.driver.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.camerad.driver.Picture;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of {@link org.camerad.driver.VideoStream}: settings and snapshots. */
abstract class VideoKit extends PartKit {

	@BeforeEach
	void hasVideo() {
		needs("video");
	}

	@Test
	@DisplayName("V1 there are two streams, the main stream first")
	void streams() {
		assertThat(camera().streams()).hasSize(2);
		assertThat(largest(camera().streams().get(0))).isGreaterThanOrEqualTo(largest(camera().streams().get(1)));
	}

	@Test
	@DisplayName("V2 the modes of each stream are unique and grouped by codec")
	void modes() {
		for (VideoStream stream : camera().streams()) {
			assertThat(stream.modes()).isNotEmpty().doesNotHaveDuplicates();
			assertThat(stream.modes()).allMatch((mode) -> mode.frameRate().min() >= 1 && mode.bitrateKbps().min() >= 1);
			assertGrouped(stream.modes().stream().map(VideoMode::codec).toList());
		}
	}

	@Test
	@DisplayName("V3 each mode can be applied, and the snapshot is a whole JPEG of its size")
	void everyMode() throws Exception {
		for (int i = 0; i < 2; i++) {
			VideoStream stream = camera().streams().get(i);
			for (VideoMode mode : stream.modes()) {
				apply(i, Parts.video(mode));
				JpegInspector.assertWhole(stream.snapshot(), mode.resolution());
			}
		}
	}

	@Test
	@DisplayName("V4 snapshots within one frame interval are the same picture; later ones have greater numbers")
	void snapshotsShareAFrame() throws Exception {
		VideoStream stream = camera().streams().get(1);
		VideoMode mode = stream.modes().get(0);
		apply(1, TestSettings.video(mode.codec(), mode.resolution(), mode.frameRate().min(), 50,
				mode.bitrateKbps().min(), Video.BitrateControl.CBR));
		List<Picture> pictures = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			pictures.add(stream.snapshot());
		}
		assertThat(pictures).extracting(Picture::number).isSorted();
		// A frame may end between two calls, but not at each call.
		assertThat(pictures.stream().map(Picture::number).distinct().count()).isLessThan(pictures.size());
		assertSameNumberSamePicture(pictures);
		long first = pictures.get(0).number();
		await("a later frame", () -> stream.snapshot().number() > first);
	}

	@Test
	@DisplayName("V5 settings that no mode covers are REFUSED, and the former settings stay in effect")
	void outsideTheModes() throws Exception {
		for (int i = 0; i < 2; i++) {
			VideoStream stream = camera().streams().get(i);
			VideoMode mode = stream.modes().get(0);
			Video good = Parts.video(mode);
			apply(i, good);
			for (Video wrong : List.of(withFrameRate(good, 1000), withFrameRate(good, 0), withBitrate(good, 1_000_000),
					withResolution(good, Resolution.of(16, 16)))) {
				assertRefused(() -> stream.apply(wrong));
				assertVideo(i, good);
				JpegInspector.assertWhole(stream.snapshot(), mode.resolution());
			}
		}
	}

	@Test
	@DisplayName("V6 snapshots may come from many threads, also during a change of the size")
	void manyThreads() throws Exception {
		VideoStream stream = camera().streams().get(1);
		List<VideoMode> modes = stream.modes();
		ExecutorService clients = Executors.newFixedThreadPool(4);
		try {
			List<Future<List<Picture>>> views = IntStream.range(0, 4)
				.mapToObj((i) -> clients.submit(() -> snapshots(stream)))
				.toList();
			for (int i = 0; i < 10; i++) {
				stream.apply(Parts.video(modes.get(i % modes.size())));
			}
			List<Picture> all = new ArrayList<>();
			for (Future<List<Picture>> view : views) {
				assertThat(view.get()).extracting(Picture::number).isSorted();
				all.addAll(view.get());
			}
			assertSameNumberSamePicture(all);
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Test
	@DisplayName("V7 applying the settings in effect is accepted and changes nothing; the streams are independent")
	void applyingAgain() throws Exception {
		Video main = Parts.video(camera().streams().get(0).modes().get(0));
		Video sub = Parts.video(camera().streams().get(1).modes().get(0));
		apply(0, main);
		apply(1, sub);
		apply(0, main);
		assertVideo(0, main);
		assertVideo(1, sub);
	}

	private void apply(int stream, Video video) throws Exception {
		camera().streams().get(stream).apply(video);
		assertVideo(stream, video);
	}

	private void assertVideo(int stream, Video expected) {
		var lacks = camera().streams().get(stream).lacks();
		kit().probe()
			.flatMap((probe) -> probe.video(stream))
			.ifPresent((actual) -> assertThat(ComparableSettings.without(lacks, actual))
				.isEqualTo(ComparableSettings.without(lacks, expected)));
	}

	private static List<Picture> snapshots(VideoStream stream) throws Exception {
		List<Picture> pictures = new ArrayList<>();
		Callable<Picture> next = stream::snapshot;
		for (int i = 0; i < 20; i++) {
			pictures.add(next.call());
		}
		return pictures;
	}

	private static void assertSameNumberSamePicture(List<Picture> pictures) {
		for (Picture one : pictures) {
			for (Picture other : pictures) {
				if (one.number() == other.number()) {
					assertThat(other.jpeg()).isEqualTo(one.jpeg());
				}
			}
		}
	}

	/** Fails unless equal elements are adjacent. */
	static void assertGrouped(List<?> things) {
		List<Object> groups = new ArrayList<>();
		for (Object thing : things) {
			if (groups.isEmpty() || !groups.get(groups.size() - 1).equals(thing)) {
				groups.add(thing);
			}
		}
		assertThat(groups).doesNotHaveDuplicates();
	}

	private static int largest(VideoStream stream) {
		return stream.modes()
			.stream()
			.mapToInt((mode) -> mode.resolution().width() * mode.resolution().height())
			.max()
			.orElse(0);
	}

	private static Video withFrameRate(Video video, int frameRate) {
		return TestSettings.video(video.codec(), video.resolution(), frameRate, video.gopLength(), video.bitrateKbps(),
				video.bitrateControl());
	}

	private static Video withBitrate(Video video, int bitrateKbps) {
		return TestSettings.video(video.codec(), video.resolution(), video.frameRate(), video.gopLength(), bitrateKbps,
				video.bitrateControl());
	}

	private static Video withResolution(Video video, Resolution resolution) {
		return TestSettings.video(video.codec(), resolution, video.frameRate(), video.gopLength(), video.bitrateKbps(),
				video.bitrateControl());
	}

}
