package org.camerad.driver.sim;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.CameraException;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Image;
import org.camerad.driver.Resolution;
import org.camerad.driver.Video;
import org.camerad.driver.kit.RecordingSubscriber;
import org.camerad.driver.kit.TestSettings;
import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.sim.encode.Encoders;
import org.camerad.driver.sim.fault.FaultRegistry;
import org.camerad.driver.sim.scene.PictureSource;
import org.camerad.driver.sim.scene.View;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests key frames of the simulated encoder. */
class SimEncodedVideoTests {

	@Test
	void aKeyFrameIsNotMadeForThoseBeforeTheOneWhoAskedForIt() throws Exception {
		HeldSource sensor = new HeldSource();
		SimStream stream = new SimStream(VideoCapabilities.SUB.limitedTo(Encoders.installed()),
				new FaultInjector(new PowerState(), new FaultRegistry(System::nanoTime, 1)), System::nanoTime, sensor,
				(video, frame) -> new View(video, frame.number(), Instant.EPOCH, ZoneOffset.UTC, SimulatedHead.HOME,
						Image.NEUTRAL, PictureLimits.NO_OSD));
		Video initial = VideoCapabilities.SUB.initial();
		stream.apply(TestSettings.video(initial.codec(), initial.resolution(), 10, 300, initial.bitrateKbps(),
				initial.bitrateControl()));
		EncodedVideo encoded = stream.encoded().orElseThrow();
		try {
			sensor.allowed.release();
			RecordingSubscriber<AccessUnit> first = RecordingSubscriber.of(encoded.accessUnits());
			assertThat(first.next().keyFrame()).isTrue();
			assertThat(sensor.asked.tryAcquire(2, 20, TimeUnit.SECONDS)).as("the next is being taken").isTrue();
			RecordingSubscriber<AccessUnit> late = RecordingSubscriber.of(encoded.accessUnits());
			encoded.requestKeyFrame();
			sensor.allowed.release(1000);
			assertThat(first.next().keyFrame()).as("the one that was being taken").isFalse();
			assertThat(late.next().keyFrame()).isTrue();
		}
		finally {
			sensor.allowed.release(1000);
			stream.endSubscriptions(CameraException.unavailable("the test is over"));
			stream.join();
		}
	}

	/** A source that returns a picture only when the test allows it. */
	private static final class HeldSource implements PictureSource {

		private final Semaphore asked = new Semaphore(0);

		private final Semaphore allowed = new Semaphore(0);

		@Override
		public YuvPicture picture(View view) {
			this.asked.release();
			this.allowed.acquireUninterruptibly();
			Resolution size = view.video().resolution();
			return YuvPicture.color(size.width(), size.height());
		}

		@Override
		public byte[] jpeg(YuvPicture picture, Video video) {
			return new byte[] { 1 };
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	}

}
