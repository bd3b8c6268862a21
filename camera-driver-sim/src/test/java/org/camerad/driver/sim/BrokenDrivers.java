package org.camerad.driver.sim;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.Audio;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.AudioMode;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraEvent;
import org.camerad.driver.CameraException;
import org.camerad.driver.ClockControl;
import org.camerad.driver.ClockSettings;
import org.camerad.driver.Control;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Maintenance;
import org.camerad.driver.Osd;
import org.camerad.driver.Picture;
import org.camerad.driver.Ptz;
import org.camerad.driver.PtzMotion;
import org.camerad.driver.PtzPosition;
import org.camerad.driver.Storage;
import org.camerad.driver.Video;
import org.camerad.driver.VideoMode;
import org.camerad.driver.VideoStream;
import org.camerad.driver.kit.DriverKit;

/** Kits of drivers that are broken on purpose: the simulator with one part altered. */
final class BrokenDrivers {

	private BrokenDrivers() {
	}

	/** The simulator with one part altered. */
	abstract static class Altered extends DriverKit implements DriverSPI {

		abstract Camera alter(Camera camera);

		@Override
		protected DriverSPI driver() {
			return this;
		}

		@Override
		protected DriverContext context(Path folder, Path card, Consumer<CameraEvent> listener) {
			return new DriverContext(Map.of("reboot-time", "50ms"), folder, Optional.of(card), Clock.systemUTC(),
					Duration.ofSeconds(5), listener);
		}

		@Override
		public String name() {
			return "altered";
		}

		@Override
		public boolean detects() {
			return false;
		}

		@Override
		public Camera open(DriverContext context) throws CameraException {
			return alter(new SimDriver().open(context));
		}

	}

	static class Overwriting extends Altered {

		@Override
		Camera alter(Camera camera) {
			Storage card = camera.storage().orElseThrow();
			return new DelegatingCamera(camera) {
				@Override
				public Optional<Storage> storage() {
					return Optional.of(new OverwritingCard(card));
				}
			};
		}

	}

	record OverwritingCard(Storage card) implements Storage {

		@Override
		public State state() throws CameraException {
			return this.card.state();
		}

		@Override
		public void write(String name, byte[] content) throws CameraException {
			this.card.delete(name);
			this.card.write(name, content);
		}

		@Override
		public List<String> names() throws CameraException {
			return this.card.names();
		}

		@Override
		public void delete(String name) throws CameraException {
			this.card.delete(name);
		}

	}

	static class RefusingAfterClose extends Altered {

		@Override
		Camera alter(Camera camera) {
			return new AlteredStreams(camera) {
				@Override
				public Picture snapshot(VideoStream stream) throws CameraException {
					try {
						return stream.snapshot();
					}
					catch (CameraException ex) {
						throw CameraException.refused("closed");
					}
				}
			};
		}

	}

	static class WithoutOsd extends Altered {

		@Override
		Camera alter(Camera camera) {
			return new DelegatingCamera(camera) {
				@Override
				public Optional<Control<Osd>> osd() {
					return Optional.empty();
				}
			};
		}

	}

	static class WithoutOsdForAReason extends WithoutOsd {

		@Override
		protected Map<String, String> lacks() {
			return Map.of("osd", "this sensor has no overlay");
		}

	}

	static class WithListedOsd extends WithoutOsdForAReason {

		@Override
		Camera alter(Camera camera) {
			return camera;
		}

	}

	static class IgnoringVideo extends Altered {

		@Override
		Camera alter(Camera camera) {
			return new AlteredStreams(camera) {
				@Override
				public void apply(VideoStream stream, Video video) {
					// Says yes and does nothing.
				}
			};
		}

	}

	static class NeverTheSamePicture extends Altered {

		private final AtomicLong number = new AtomicLong();

		@Override
		Camera alter(Camera camera) {
			return new AlteredStreams(camera) {
				@Override
				public Picture snapshot(VideoStream stream) throws CameraException {
					return new Picture(stream.snapshot().jpeg(), NeverTheSamePicture.this.number.incrementAndGet());
				}
			};
		}

	}

	static class Pushing extends Altered {

		@Override
		Camera alter(Camera camera) {
			return new AlteredStreams(camera) {
				@Override
				public Flow.Publisher<Picture> pictures(VideoStream stream) {
					return (subscriber) -> stream.pictures().subscribe(new Greedy(subscriber));
				}
			};
		}

	}

	/** Requests everything at once, whatever the subscriber wants. */
	record Greedy(Flow.Subscriber<? super Picture> subscriber) implements Flow.Subscriber<Picture> {

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			this.subscriber.onSubscribe(subscription);
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(Picture picture) {
			this.subscriber.onNext(picture);
		}

		@Override
		public void onError(Throwable reason) {
			this.subscriber.onError(reason);
		}

		@Override
		public void onComplete() {
			this.subscriber.onComplete();
		}

	}

	/** Gives out access units as the function makes them of the simulator's. */
	abstract static class AlteredVideo extends Altered {

		abstract AccessUnit alter(AccessUnit unit);

		@Override
		Camera alter(Camera camera) {
			return new AlteredStreams(camera) {
				@Override
				public Optional<EncodedVideo> encoded(VideoStream stream) {
					return stream.encoded().map((video) -> new OtherUnits(video, AlteredVideo.this::alter));
				}
			};
		}

	}

	record OtherUnits(EncodedVideo video, UnaryOperator<AccessUnit> alter) implements EncodedVideo {

		@Override
		public Flow.Publisher<AccessUnit> accessUnits() {
			return (subscriber) -> this.video.accessUnits().subscribe(new Mapped<>(subscriber, this.alter));
		}

		@Override
		public void requestKeyFrame() {
			this.video.requestKeyFrame();
		}

	}

	/** Hands on something else than what it gets. */
	record Mapped<T>(Flow.Subscriber<? super T> subscriber, UnaryOperator<T> alter) implements Flow.Subscriber<T> {

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			this.subscriber.onSubscribe(subscription);
		}

		@Override
		public void onNext(T value) {
			this.subscriber.onNext(this.alter.apply(value));
		}

		@Override
		public void onError(Throwable reason) {
			this.subscriber.onError(reason);
		}

		@Override
		public void onComplete() {
			this.subscriber.onComplete();
		}

	}

	static class WithoutStartCodes extends AlteredVideo {

		@Override
		AccessUnit alter(AccessUnit unit) {
			return new AccessUnit(unit.codec(), Arrays.copyOfRange(unit.data(), 4, unit.data().length),
					unit.timeNanos(), unit.keyFrame());
		}

	}

	/** The first of the parameter sets is gone. */
	static class WithoutParameterSets extends AlteredVideo {

		@Override
		AccessUnit alter(AccessUnit unit) {
			byte[] data = unit.data();
			int second = 4;
			while (unit.keyFrame() && (data[second] != 0 || data[second + 1] != 0 || data[second + 2] != 1)) {
				second++;
			}
			int from = unit.keyFrame() ? second : 0;
			return new AccessUnit(unit.codec(), Arrays.copyOfRange(data, from, data.length), unit.timeNanos(),
					unit.keyFrame());
		}

	}

	static class StandingTime extends AlteredVideo {

		@Override
		AccessUnit alter(AccessUnit unit) {
			return new AccessUnit(unit.codec(), unit.data(), 1, unit.keyFrame());
		}

	}

	static class AllKeyFrames extends AlteredVideo {

		@Override
		AccessUnit alter(AccessUnit unit) {
			return new AccessUnit(unit.codec(), unit.data(), unit.timeNanos(), true);
		}

	}

	static class DeafToKeyFrames extends Altered {

		@Override
		Camera alter(Camera camera) {
			return new AlteredStreams(camera) {
				@Override
				public Optional<EncodedVideo> encoded(VideoStream stream) {
					return stream.encoded().map(Deaf::new);
				}
			};
		}

	}

	record Deaf(EncodedVideo video) implements EncodedVideo {

		@Override
		public Flow.Publisher<AccessUnit> accessUnits() {
			return this.video.accessUnits();
		}

		@Override
		public void requestKeyFrame() {
			// Does nothing.
		}

	}

	static class MicrophoneWithoutTime extends Altered {

		@Override
		Camera alter(Camera camera) {
			AudioControl audio = camera.audio().orElseThrow();
			return new DelegatingCamera(camera) {
				@Override
				public Optional<AudioControl> audio() {
					return Optional.of(new WithoutTime(audio));
				}
			};
		}

	}

	record WithoutTime(AudioControl audio) implements AudioControl {

		@Override
		public List<AudioMode> modes() {
			return this.audio.modes();
		}

		@Override
		public void apply(Audio settings) throws CameraException {
			this.audio.apply(settings);
		}

		@Override
		public Optional<Flow.Publisher<AudioFrame>> frames() {
			return this.audio.frames()
				.map((frames) -> (subscriber) -> frames.subscribe(new Mapped<>(subscriber, WithoutTime::wrong)));
		}

		private static AudioFrame wrong(AudioFrame frame) {
			return new AudioFrame(frame.codec(), frame.sampleRate(), frame.data(), 1);
		}

	}

	static class Unstoppable extends Altered {

		@Override
		Camera alter(Camera camera) {
			Ptz head = camera.ptz().orElseThrow();
			return new DelegatingCamera(camera) {
				@Override
				public Optional<Ptz> ptz() {
					return Optional.of(new UnstoppableHead(head));
				}
			};
		}

	}

	record UnstoppableHead(Ptz head) implements Ptz {

		@Override
		public void move(PtzMotion motion) throws CameraException {
			this.head.move(motion);
		}

		@Override
		public void stop() {
			// Goes on.
		}

		@Override
		public void addPreset(int number) throws CameraException {
			this.head.addPreset(number);
		}

		@Override
		public void callPreset(int number) throws CameraException {
			this.head.callPreset(number);
		}

		@Override
		public void deletePreset(int number) throws CameraException {
			this.head.deletePreset(number);
		}

		@Override
		public Optional<PtzPosition> position() throws CameraException {
			return this.head.position();
		}

	}

	static class UnsettableClock extends Altered {

		@Override
		Camera alter(Camera camera) {
			ClockControl clock = camera.clock().orElseThrow();
			return new DelegatingCamera(camera) {
				@Override
				public Optional<ClockControl> clock() {
					return Optional.of(new Unsettable(clock));
				}
			};
		}

	}

	record Unsettable(ClockControl clock) implements ClockControl {

		@Override
		public Instant now() {
			return this.clock.now();
		}

		@Override
		public void set(Instant now) {
			// Says yes and does nothing.
		}

		@Override
		public void apply(ClockSettings settings) throws CameraException {
			this.clock.apply(settings);
		}

	}

	static class Unforgetting extends Altered {

		@Override
		Camera alter(Camera camera) {
			Maintenance maintenance = camera.maintenance().orElseThrow();
			return new DelegatingCamera(camera) {
				@Override
				public Optional<Maintenance> maintenance() {
					return Optional.of(new Keeping(maintenance));
				}
			};
		}

	}

	record Keeping(Maintenance maintenance) implements Maintenance {

		@Override
		public void reboot() throws CameraException {
			this.maintenance.reboot();
		}

		@Override
		public void factoryReset(boolean keepNetwork) {
			// Says yes and does nothing.
		}

	}

	/** A camera whose streams behave differently. */
	abstract static class AlteredStreams extends DelegatingCamera {

		AlteredStreams(Camera camera) {
			super(camera);
		}

		@Override
		public List<VideoStream> streams() {
			return super.streams().stream().<VideoStream>map((stream) -> new Stream(this, stream)).toList();
		}

		void apply(VideoStream stream, Video video) throws CameraException {
			stream.apply(video);
		}

		Picture snapshot(VideoStream stream) throws CameraException {
			return stream.snapshot();
		}

		Flow.Publisher<Picture> pictures(VideoStream stream) {
			return stream.pictures();
		}

		Optional<EncodedVideo> encoded(VideoStream stream) {
			return stream.encoded();
		}

		private record Stream(AlteredStreams camera, VideoStream stream) implements VideoStream {

			@Override
			public void apply(Video video) throws CameraException {
				this.camera.apply(this.stream, video);
			}

			@Override
			public List<VideoMode> modes() {
				return this.stream.modes();
			}

			@Override
			public Picture snapshot() throws CameraException {
				return this.camera.snapshot(this.stream);
			}

			@Override
			public Flow.Publisher<Picture> pictures() {
				return this.camera.pictures(this.stream);
			}

			@Override
			public Optional<EncodedVideo> encoded() {
				return this.camera.encoded(this.stream);
			}

		}

	}

}
