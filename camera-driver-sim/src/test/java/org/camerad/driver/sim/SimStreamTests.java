package org.camerad.driver.sim;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.camerad.driver.CameraException;
import org.camerad.driver.Codec;
import org.camerad.driver.Image;
import org.camerad.driver.Picture;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.kit.RecordingSubscriber;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.fault.FaultRegistry;
import org.camerad.driver.sim.scene.PictureSource;
import org.camerad.driver.sim.scene.View;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SimStreamTests {

	private final AtomicLong nanos = new AtomicLong();

	private final CountingSource source = new CountingSource();

	private final FaultInjector faults = new FaultInjector(new PowerState(), new FaultRegistry(System::nanoTime, 1));

	private final SimStream stream = new SimStream(VideoCapabilities.SUB, this.faults, this.nanos::get, this.source,
			(video, frame) -> new View(video, frame.number(), Instant.EPOCH, ZoneOffset.UTC, SimulatedHead.HOME,
					Image.NEUTRAL, PictureLimits.NO_OSD));

	@AfterEach
	void endSubscriptions() {
		this.stream.endSubscriptions(CameraException.unavailable("the test is over"));
	}

	@Test
	void oneFrameIsEncodedOnceHoweverManyAsk() throws Exception {
		Picture first = this.stream.snapshot();
		pass(39);
		assertThat(this.stream.snapshot()).isSameAs(first);
		pass(1);
		assertThat(this.stream.snapshot().number()).isEqualTo(first.number() + 1);
		assertThat(this.source.numbers).hasSize(2);
	}

	@Test
	void theMemoryOfAFrameIsGivenBackAfterItsPicture() throws Exception {
		this.stream.snapshot();
		assertThat(this.source.released).isEqualTo(1);
		this.stream.snapshot();
		assertThat(this.source.numbers).as("the picture itself is kept").hasSize(1);
	}

	@Test
	void nothingIsEncodedWithoutARequest() throws Exception {
		pass(100_000);
		RecordingSubscriber<Picture> idle = new RecordingSubscriber<>();
		this.stream.pictures().subscribe(idle);
		pass(1000);
		assertThat(this.source.numbers).isEmpty();
		assertThat(this.stream.snapshot().number()).isEqualTo(2525);
	}

	@Test
	void subscribersShareOneEncodePerFrame() throws Exception {
		List<RecordingSubscriber<Picture>> viewers = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			RecordingSubscriber<Picture> consumer = new RecordingSubscriber<>();
			this.stream.pictures().subscribe(consumer);
			consumer.request(Long.MAX_VALUE);
			viewers.add(consumer);
		}
		for (int frame = 0; frame < 4; frame++) {
			for (RecordingSubscriber<Picture> consumer : viewers) {
				assertThat(consumer.next().number()).isEqualTo(frame);
			}
			pass(40);
		}
		assertThat(this.source.numbers).doesNotHaveDuplicates();
	}

	@Test
	void aNewFrameRateNeverRepeatsANumber() throws Exception {
		pass(10_000);
		long before = this.stream.snapshot().number();
		this.stream.apply(video(1));
		assertThat(this.stream.snapshot().number()).isEqualTo(before + 1);
		pass(999);
		assertThat(this.stream.snapshot().number()).isEqualTo(before + 1);
		pass(1);
		assertThat(this.stream.snapshot().number()).isEqualTo(before + 2);
	}

	@Test
	void applyingWhatIsInEffectDoesNotEvenEndTheFrame() throws Exception {
		Picture before = this.stream.snapshot();
		this.stream.apply(VideoCapabilities.SUB.initial());
		assertThat(this.stream.snapshot()).isSameAs(before);
	}

	@Test
	void aSourceThatFailsIsUnavailableAndEndsTheSubscriptions() throws Exception {
		this.source.broken = true;
		assertThatExceptionOfType(CameraException.class).isThrownBy(this.stream::snapshot)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(CameraException.Kind.UNAVAILABLE));
		RecordingSubscriber<Picture> consumer = new RecordingSubscriber<>();
		this.stream.pictures().subscribe(consumer);
		consumer.request(1);
		assertThat(consumer.error()).isInstanceOf(CameraException.class);
		this.source.broken = false;
		RecordingSubscriber<Picture> next = new RecordingSubscriber<>();
		this.stream.pictures().subscribe(next);
		next.request(1);
		assertThat(next.next()).isNotNull();
	}

	@Test
	void aSubscriberThatThrowsAffectsNobodyElse() throws Exception {
		RecordingSubscriber<Picture> bad = new RecordingSubscriber<>() {
			@Override
			public void onNext(Picture picture) {
				throw new IllegalStateException("a bug in a viewer");
			}
		};
		this.stream.pictures().subscribe(bad);
		RecordingSubscriber<Picture> good = new RecordingSubscriber<>();
		this.stream.pictures().subscribe(good);
		bad.request(Long.MAX_VALUE);
		good.request(Long.MAX_VALUE);
		for (int frame = 0; frame < 3; frame++) {
			assertThat(good.next().number()).isEqualTo(frame);
			pass(40);
		}
	}

	@Test
	void theThreadIsThereWhileSomebodyIsSubscribed() throws Exception {
		ThreadAssertions.ignorePresent();
		RecordingSubscriber<Picture> consumer = new RecordingSubscriber<>();
		this.stream.pictures().subscribe(consumer);
		assertThat(ThreadAssertions.count("camera-sim-sub")).isOne();
		consumer.cancel();
		ThreadAssertions.awaitNone("camera-sim-sub");
		RecordingSubscriber<Picture> next = new RecordingSubscriber<>();
		this.stream.pictures().subscribe(next);
		next.request(1);
		assertThat(next.next()).isNotNull();
	}

	private static Video video(int frameRate) {
		return TestSettings.video(Codec.H264, Resolution.of(640, 480), frameRate, 50, 500, Video.BitrateControl.VBR);
	}

	private void pass(long millis) {
		this.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
	}

	/** A source that records the numbers of the requested frames. */
	private static final class CountingSource implements PictureSource {

		private final List<Long> numbers = new CopyOnWriteArrayList<>();

		private volatile boolean broken;

		private volatile int released;

		@Override
		public YuvPicture picture(View view) throws IOException {
			if (this.broken) {
				throw new IOException("no sensor");
			}
			this.numbers.add(view.number());
			return YuvPicture.color(2, 2);
		}

		@Override
		public byte[] jpeg(YuvPicture picture, Video video) {
			return new byte[] { 1 };
		}

		@Override
		public void release() {
			this.released++;
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	}

}
