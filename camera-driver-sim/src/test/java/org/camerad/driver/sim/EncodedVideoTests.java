package org.camerad.driver.sim;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.camerad.driver.simulation.Schedule;
import org.camerad.driver.simulation.Fault;
import org.camerad.driver.AccessUnit;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.Codec;
import org.camerad.driver.DriverContext;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Resolution;
import org.camerad.driver.simulation.Simulation;
import org.camerad.driver.Video;
import org.camerad.driver.VideoStream;
import org.camerad.driver.kit.RecordingSubscriber;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.sim.encode.VideoDecoder;
import org.camerad.driver.sim.scene.GroundTruthStrip;

import static org.assertj.core.api.Assertions.assertThat;

/** Decodes the encoded video of the simulator. */
class EncodedVideoTests {

	private static final String ENCODER = "camera-sim-sub-encoder";

	@TempDir
	private Path folder;

	private Camera camera;

	private VideoStream stream;

	@BeforeEach
	void open() throws Exception {
		this.camera = new SimDriver().open(new DriverContext(Map.of("reboot-time", "50ms"), this.folder,
				Optional.empty(), Clock.systemUTC(), Duration.ofSeconds(5), (event) -> {
				}));
		this.stream = this.camera.streams().get(1);
	}

	@AfterEach
	void close() throws InterruptedException {
		this.camera.close();
		ThreadAssertions.awaitNone(ENCODER);
	}

	@ParameterizedTest
	@EnumSource(Codec.class)
	void theTruthStripIsReadBackFromEveryDecodedFrame(Codec codec) throws Exception {
		this.stream.apply(video(codec, 640, 480, 30, 10, 1000));
		RecordingSubscriber<AccessUnit> subscriber = subscribe();
		try (VideoDecoder decoder = new VideoDecoder(codec)) {
			long lastNumber = -1;
			long lastTime = Long.MIN_VALUE;
			for (int i = 0; i < 25; i++) {
				AccessUnit unit = subscriber.next();
				GroundTruthStrip strip = strip(decoder, unit, 640, 480);
				assertThat(unit.codec()).isEqualTo(codec);
				assertThat(unit.keyFrame()).as("access unit " + i).isEqualTo(i % 10 == 0);
				assertThat(strip.number()).isGreaterThan(lastNumber);
				assertThat(unit.timeNanos()).isGreaterThan(lastTime);
				lastNumber = strip.number();
				lastTime = unit.timeNanos();
			}
		}
	}

	@Test
	void timesAreThoseOfTheFramesAlsoWhenSomeAreSkipped() throws Exception {
		this.stream.apply(video(Codec.H264, 480, 360, 25, 100, 500));
		RecordingSubscriber<AccessUnit> subscriber = subscribe();
		try (VideoDecoder decoder = new VideoDecoder(Codec.H264)) {
			AccessUnit first = subscriber.next();
			long number = strip(decoder, first, 480, 360).number();
			for (int i = 0; i < 20; i++) {
				AccessUnit unit = subscriber.next();
				long frames = strip(decoder, unit, 480, 360).number() - number;
				assertThat(unit.timeNanos() - first.timeNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(40) * frames);
			}
		}
	}

	@Test
	void aPictureAndAnAccessUnitOfOneFrameShowTheSame() throws Exception {
		this.stream.apply(video(Codec.H264, 640, 480, 2, 100, 2000));
		RecordingSubscriber<AccessUnit> subscriber = subscribe();
		try (VideoDecoder decoder = new VideoDecoder(Codec.H264)) {
			// The current frame may end before its picture is requested; then this is the
			// next
			// one.
			assertThat(subscriber.first((unit) -> strip(decoder, unit, 640, 480).equals(strip(snapshot()))))
				.isNotNull();
		}
	}

	private BufferedImage snapshot() {
		try {
			return ImageIO.read(new ByteArrayInputStream(this.stream.snapshot().jpeg()));
		}
		catch (CameraException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void everyChangeOfSettingsGoesOnWithAKeyFrameForTheSameSubscriber() throws Exception {
		this.stream.apply(video(Codec.H264, 480, 360, 30, 300, 500));
		RecordingSubscriber<AccessUnit> subscriber = subscribe();
		subscriber.next();
		List<Video> changes = List.of(video(Codec.H264, 480, 360, 30, 300, 1000),
				video(Codec.H264, 480, 360, 15, 300, 1000), video(Codec.H264, 480, 360, 15, 200, 1000),
				video(Codec.H264, 640, 480, 15, 200, 1000), video(Codec.H265, 640, 480, 15, 200, 1000));
		for (Video change : changes) {
			this.stream.apply(change);
			AccessUnit key = subscriber.first(AccessUnit::keyFrame);
			assertThat(key.codec()).isEqualTo(change.codec());
			try (VideoDecoder decoder = new VideoDecoder(change.codec())) {
				strip(decoder, key, change.resolution().width(), change.resolution().height());
				assertThat(subscriber.next().keyFrame()).isFalse();
			}
		}
	}

	@Test
	void aRequestedKeyFrameRestartsTheGroupOfPictures() throws Exception {
		this.stream.apply(video(Codec.H264, 480, 360, 30, 20, 500));
		AtomicInteger come = new AtomicInteger();
		RecordingSubscriber<AccessUnit> subscriber = new RecordingSubscriber<>() {
			@Override
			public void onNext(AccessUnit unit) {
				// The encoder waits here, so the request is for the next frame.
				if (come.incrementAndGet() == 3) {
					encoded().requestKeyFrame();
				}
				super.onNext(unit);
			}
		};
		encoded().accessUnits().subscribe(subscriber);
		subscriber.request(Long.MAX_VALUE);
		assertThat(subscriber.take(24)).extracting(AccessUnit::keyFrame)
			.containsExactlyElementsOf(IntStream.range(0, 24).mapToObj((i) -> i == 0 || i == 3 || i == 23).toList());
	}

	@Test
	void oneEncoderServesAllAndIsGoneWithTheLast() throws Exception {
		List<RecordingSubscriber<AccessUnit>> viewers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			viewers.add(subscribe());
		}
		encoded().requestKeyFrame();
		for (RecordingSubscriber<AccessUnit> subscriber : viewers) {
			subscriber.first(AccessUnit::keyFrame);
		}
		assertThat(ThreadAssertions.count(ENCODER)).isOne();
		// The last subscriber started last, so the others have everything after its key
		// frame.
		byte[] data = viewers.get(2).next().data();
		for (RecordingSubscriber<AccessUnit> subscriber : viewers.subList(0, 2)) {
			// The same array: access units are shared, not encoded again.
			assertThat(subscriber.first((unit) -> unit.data() == data)).isNotNull();
		}
		for (RecordingSubscriber<AccessUnit> subscriber : viewers) {
			subscriber.cancel();
		}
		ThreadAssertions.awaitNone(ENCODER);
	}

	@Test
	void aSlowSubscriberGoesOnAtAKeyFrame() throws Exception {
		// No scheduled key frame comes during this test.
		this.stream.apply(video(Codec.H264, 480, 360, 30, 300, 500));
		RecordingSubscriber<AccessUnit> other = subscribe();
		other.next();
		RecordingSubscriber<AccessUnit> slow = new RecordingSubscriber<>();
		encoded().accessUnits().subscribe(slow);
		slow.request(3);
		encoded().requestKeyFrame();
		long last = 0;
		for (int i = 0; i < 3; i++) {
			AccessUnit unit = slow.next();
			assertThat(unit.keyFrame()).isEqualTo(i == 0);
			last = unit.timeNanos();
		}
		// When the other subscriber has two more, this one has missed the first.
		long missed = last;
		assertThat(other.first((unit) -> unit.timeNanos() > missed).keyFrame()).isFalse();
		other.next();
		slow.request(1);
		other.skipPending();
		other.take(2);
		assertThat(slow.waiting()).as("what it cannot follow").isZero();
		encoded().requestKeyFrame();
		assertThat(slow.next().keyFrame()).isTrue();
	}

	@Test
	void faultsOfTheSensorShowInEncodedVideo() throws Exception {
		this.stream.apply(video(Codec.H264, 640, 480, 25, 300, 2000));
		RecordingSubscriber<AccessUnit> subscriber = subscribe();
		try (VideoDecoder decoder = new VideoDecoder(Codec.H264)) {
			BufferedImage usual = decode(decoder, subscriber);
			Simulation simulation = this.camera.simulation().orElseThrow();
			set("frozen-frame");
			awaitTriggered("frozen-frame");
			skipStaleFrames(decoder, subscriber);
			GroundTruthStrip frozen = GroundTruthStrip.read(decode(decoder, subscriber)).orElseThrow();
			assertThat(GroundTruthStrip.read(decode(decoder, subscriber))).contains(frozen);
			simulation.clear();
			set("torn-frame");
			awaitTriggered("torn-frame");
			skipStaleFrames(decoder, subscriber);
			assertThat(GroundTruthStrip.read(decode(decoder, subscriber))).as("displaced").isEmpty();
			simulation.clear();
			set("black-frame");
			awaitTriggered("black-frame");
			skipStaleFrames(decoder, subscriber);
			assertThat(brightest(decode(decoder, subscriber))).isLessThan(64).isLessThan(brightest(usual));
			set("sensor-lost");
			assertThat(subscriber.error()).hasMessageContaining("sensor is lost");
		}
	}

	private void set(String fault) throws Exception {
		this.camera.simulation().orElseThrow().set(new Fault(fault, Optional.empty(), Schedule.ALWAYS));
	}

	/** Waits until frames after the start of the fault have been taken. */
	private void awaitTriggered(String fault) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
		while (this.camera.simulation()
			.orElseThrow()
			.faults()
			.stream()
			.noneMatch((state) -> state.name().equals(fault) && state.triggered() > 2)) {
			assertThat(System.nanoTime()).isLessThan(deadline);
			java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
		}
	}

	/**
	 * Skips frames from before a change, but decodes them, because later frames depend on
	 * them.
	 */
	private static void skipStaleFrames(VideoDecoder decoder, RecordingSubscriber<AccessUnit> subscriber)
			throws Exception {
		while (subscriber.waiting() > 0) {
			decode(decoder, subscriber);
		}
		decode(decoder, subscriber);
	}

	private static BufferedImage decode(VideoDecoder decoder, RecordingSubscriber<AccessUnit> subscriber)
			throws Exception {
		List<BufferedImage> pictures = decoder.decode(subscriber.next().data());
		assertThat(pictures).hasSize(1);
		return pictures.get(0);
	}

	private static int brightest(BufferedImage picture) {
		return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
			.map((pixel) -> pixel >> 8 & 255)
			.max()
			.orElseThrow();
	}

	private EncodedVideo encoded() {
		return this.stream.encoded().orElseThrow();
	}

	private RecordingSubscriber<AccessUnit> subscribe() throws Exception {
		return RecordingSubscriber.of(encoded().accessUnits());
	}

	private static Video video(Codec codec, int width, int height, int frameRate, int gopLength, int bitrateKbps) {
		return TestSettings.video(codec, Resolution.of(width, height), frameRate, gopLength, bitrateKbps,
				Video.BitrateControl.CBR);
	}

	private static GroundTruthStrip strip(VideoDecoder decoder, AccessUnit unit, int width, int height) {
		List<BufferedImage> pictures = decoder.decode(unit.data());
		assertThat(pictures).hasSize(1);
		assertThat(pictures.get(0).getWidth() + "x" + pictures.get(0).getHeight()).isEqualTo(width + "x" + height);
		return strip(pictures.get(0));
	}

	private static GroundTruthStrip strip(BufferedImage picture) {
		return GroundTruthStrip.read(picture).orElseThrow();
	}

}
