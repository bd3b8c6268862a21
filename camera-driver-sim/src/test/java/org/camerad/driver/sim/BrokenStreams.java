package org.camerad.driver.sim;

import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.Camera;
import org.camerad.driver.CameraException;
import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Picture;
import org.camerad.driver.VideoStream;

/** Drivers with broken streams: settings, pictures or encoded video. */
final class BrokenStreams {

	private BrokenStreams() {
	}

	static class RefusingAfterClose extends AlteredDriver {

		@Override
		Camera alter(Camera camera) {
			return streams(camera, (stream) -> override(VideoStream.class, stream, "snapshot", (none) -> {
				try {
					return stream.snapshot();
				}
				catch (CameraException ex) {
					throw CameraException.refused("closed");
				}
			}));
		}

	}

	static class IgnoringVideo extends AlteredDriver {

		@Override
		Camera alter(Camera camera) {
			return streams(camera, (stream) -> override(VideoStream.class, stream, "apply", (settings) -> null));
		}

	}

	static class EncodingAtEveryCall extends AlteredDriver {

		private final AtomicLong number = new AtomicLong();

		@Override
		Camera alter(Camera camera) {
			return streams(camera, (stream) -> override(VideoStream.class, stream, "snapshot",
					(none) -> new Picture(stream.snapshot().jpeg(), this.number.incrementAndGet())));
		}

	}

	/** Publishes everything at once, regardless of demand. */
	static class IgnoringDemand extends AlteredDriver {

		@Override
		Camera alter(Camera camera) {
			return streams(camera, (stream) -> override(VideoStream.class, stream, "pictures",
					(none) -> publisher(stream.pictures(), "onSubscribe", (subscriber, signal) -> {
						Flow.Subscription subscription = (Flow.Subscription) signal;
						subscriber.onSubscribe(subscription);
						subscription.request(Long.MAX_VALUE);
					})));
		}

	}

	/** Publishes altered access units. */
	abstract static class AlteredEncodedVideo extends AlteredDriver {

		abstract AccessUnit alter(AccessUnit unit);

		@Override
		Camera alter(Camera camera) {
			return encoders(camera, (encoder) -> override(EncodedVideo.class, encoder, "accessUnits",
					(none) -> mapped(encoder.accessUnits(), this::alter)));
		}

		static Camera encoders(Camera camera, UnaryOperator<EncodedVideo> alter) {
			return streams(camera,
					(stream) -> override(VideoStream.class, stream, "encoded", (none) -> stream.encoded().map(alter)));
		}

	}

	static class WithoutStartCodes extends AlteredEncodedVideo {

		@Override
		AccessUnit alter(AccessUnit unit) {
			return new AccessUnit(unit.codec(), Arrays.copyOfRange(unit.data(), 4, unit.data().length),
					unit.timeNanos(), unit.keyFrame());
		}

	}

	/** Omits the first parameter set. */
	static class WithoutParameterSets extends AlteredEncodedVideo {

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

	static class ConstantTime extends AlteredEncodedVideo {

		@Override
		AccessUnit alter(AccessUnit unit) {
			return new AccessUnit(unit.codec(), unit.data(), 1, unit.keyFrame());
		}

	}

	static class AllKeyFrames extends AlteredEncodedVideo {

		@Override
		AccessUnit alter(AccessUnit unit) {
			return new AccessUnit(unit.codec(), unit.data(), unit.timeNanos(), true);
		}

	}

	static class IgnoringKeyFrameRequests extends AlteredDriver {

		@Override
		Camera alter(Camera camera) {
			return AlteredEncodedVideo.encoders(camera,
					(encoder) -> override(EncodedVideo.class, encoder, "requestKeyFrame", (none) -> null));
		}

	}

}
