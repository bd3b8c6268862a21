package org.camerad.live.rtsp;

import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.camerad.camera.CameraFailure;
import org.camerad.camera.StreamId;
import org.camerad.live.MediaInterceptor;
import org.camerad.live.rtp.MediaFormats;
import org.camerad.live.rtp.MediaFormat;
import org.camerad.live.rtp.UnsupportedMediaException;

/** The camera's streams and its sound. Belongs to the event loop. */
final class MediaSources {

	private static final int VIDEO_CHANNEL = 0;

	private static final int AUDIO_CHANNEL = 2;

	/** The least memory for what viewers have not taken. */
	private static final long LEAST = 8L * 1024 * 1024;

	private final CameraMedia sources;

	private final MediaInterceptor interceptor;

	private final List<VideoSource> video;

	private final AudioSource audio;

	MediaSources(CameraMedia sources, MediaInterceptor interceptor, Clock clock, Executor loop, Executor worker,
			Runnable relief) {
		this.sources = sources;
		this.interceptor = interceptor;
		InstantSource wallClock = () -> sources.time().orElseGet(clock::instant);
		// Netty's buffers are outside of the heap, and may take as much as the heap.
		SendBufferBudget memory = new SendBufferBudget(Math.max(LEAST, Runtime.getRuntime().maxMemory() / 4), relief);
		this.video = List.of(feed(StreamId.MAIN, wallClock, memory, loop, worker),
				feed(StreamId.SUB, wallClock, memory, loop, worker));
		this.audio = new AudioSource(sources::sound, new TrackSubscribers(AUDIO_CHANNEL, wallClock, memory), loop,
				worker);
	}

	private VideoSource feed(StreamId stream, InstantSource wallClock, SendBufferBudget memory, Executor loop,
			Executor worker) {
		return new VideoSource("stream" + (stream.ordinal() + 1),
				new VideoSource.Source(() -> this.sources.stream(stream), () -> this.sources.video(stream),
						this.interceptor::picture),
				new TrackSubscribers(VIDEO_CHANNEL, wallClock, memory), loop, worker);
	}

	/** Returns a stream's pictures. */
	VideoSource video(StreamId stream) {
		return this.video.get(stream.ordinal());
	}

	AudioSource audio() {
		return this.audio;
	}

	/** The frame rate in effect. */
	int frameRate(StreamId stream) {
		return this.sources.video(stream).frameRate();
	}

	/** What the sound consists of, empty when there is none to hear. */
	Optional<MediaFormat> sound() {
		try {
			return this.sources.audio().flatMap((audio) -> format(audio));
		}
		catch (CameraFailure ex) {
			return Optional.empty();
		}
	}

	private static Optional<MediaFormat> format(org.camerad.driver.Audio audio) {
		try {
			return Optional.of(MediaFormats.of(audio.codec(), audio.sampleRate()));
		}
		catch (UnsupportedMediaException ex) {
			return Optional.empty();
		}
	}

	/** Tells all viewers what time it is. */
	void report() {
		this.video.forEach((feed) -> feed.audience().report());
		this.audio.audience().report();
	}

}
