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
 * A camera as live streams see it. Any thread.
 *
 * @param calls the camera
 * @param video the settings of a stream that are in effect
 * @param audioSettings the settings of the sound that are in effect
 */
public record CameraMedia(CameraCalls calls, Function<StreamId, Video> video, Supplier<Audio> audioSettings) {

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
	 * Returns the camera's sound, empty when it gives none out.
	 * @throws CameraFailure UNAVAILABLE while no camera is open
	 */
	Optional<Flow.Publisher<AudioFrame>> sound() {
		return this.calls.camera().audio().flatMap(AudioControl::frames);
	}

	/** Returns the settings of the sound, empty when there is none to hear. */
	Optional<Audio> audio() {
		return sound().map((frames) -> this.audioSettings.get()).filter(Audio::enabled);
	}

}
