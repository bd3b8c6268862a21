package org.camerad.live.rtsp;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraFailure;
import org.camerad.camera.StreamId;
import org.camerad.driver.Audio;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.Camera;
import org.camerad.driver.ClockControl;
import org.camerad.driver.Video;
import org.camerad.driver.VideoStream;

/**
 * The media of a camera and their settings, as live streams need them. Thread-safe.
 *
 * @param calls the camera
 * @param video returns the settings of a stream that are in effect
 * @param audioSettings returns the settings of the sound that are in effect
 * @param metadata opens the metadata of a stream, empty for none
 */
public record CameraMedia(CameraCalls calls, Function<StreamId, Video> video, Supplier<Audio> audioSettings,
		Function<StreamId, Optional<MetadataFeed>> metadata) {

	/**
	 * Returns a stream.
	 * @throws CameraFailure UNAVAILABLE while no camera is open
	 */
	VideoStream stream(StreamId stream) {
		return stream.of(this.calls.camera());
	}

	/** Returns the camera's time, empty while it has no clock. */
	Optional<Instant> time() {
		return this.calls.present().flatMap(Camera::clock).map(ClockControl::now);
	}

	/** Returns the settings of a stream that are in effect. */
	Video video(StreamId stream) {
		return this.video.apply(stream);
	}

	/**
	 * Returns the camera's sound, empty if it delivers none.
	 * @throws CameraFailure UNAVAILABLE while no camera is open
	 */
	Optional<Flow.Publisher<AudioFrame>> sound() {
		return this.calls.camera().audio().flatMap(AudioControl::frames);
	}

	/**
	 * Returns the settings of the sound, empty if it is disabled or not available.
	 * @throws CameraFailure UNAVAILABLE while no camera is open
	 */
	Optional<Audio> audio() {
		return sound().map((frames) -> this.audioSettings.get()).filter(Audio::enabled);
	}

}
