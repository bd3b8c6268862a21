package org.camerad.live.rtsp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;

import org.camerad.cgi.CgiFault;
import org.camerad.device.Device;
import org.camerad.driver.Audio;
import org.camerad.driver.AudioControl;
import org.camerad.driver.AudioFrame;
import org.camerad.driver.Camera;
import org.camerad.driver.ClockControl;
import org.camerad.driver.Video;
import org.camerad.driver.VideoStream;
import org.camerad.settings.SettingsGroup;
import org.camerad.simulation.Simulated;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The camera as live streams see it. Any thread. */
@Component
class MediaSources {

	private final Device device;

	private final List<SettingsGroup<Video>> video;

	private final SettingsGroup<Audio> audio;

	private final Simulated simulated;

	MediaSources(Device device, Simulated simulated, @Qualifier("mainStreamSettings") SettingsGroup<Video> main,
			@Qualifier("subStreamSettings") SettingsGroup<Video> sub, SettingsGroup<Audio> audio) {
		this.device = device;
		this.simulated = simulated;
		this.video = List.of(main, sub);
		this.audio = audio;
	}

	/**
	 * A stream.
	 * @param number 0 main, 1 sub
	 * @throws CgiFault while there is no camera
	 */
	VideoStream stream(int number) {
		return this.device.camera().streams().get(number);
	}

	/** What befalls answers and pictures on their way out. */
	Simulated simulated() {
		return this.simulated;
	}

	/** The camera's time, empty while it has no clock. */
	Optional<Instant> time() {
		return this.device.present().flatMap(Camera::clock).map(ClockControl::now);
	}

	/** The settings of a stream that are in effect. */
	Video video(int number) {
		return this.device.record(this.video.get(number));
	}

	/**
	 * The camera's sound, empty when it gives none out.
	 * @throws CgiFault while there is no camera
	 */
	Optional<Flow.Publisher<AudioFrame>> sound() {
		return this.device.camera().audio().flatMap(AudioControl::frames);
	}

	/** The settings of the sound, empty when there is none to hear. */
	Optional<Audio> audio() {
		return sound().map((present) -> this.device.record(this.audio)).filter(Audio::enabled);
	}

}
