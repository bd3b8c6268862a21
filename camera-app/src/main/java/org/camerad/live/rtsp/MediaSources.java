package org.camerad.live.rtsp;

import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import org.camerad.camera.CameraFailure;
import org.camerad.camera.StreamId;
import org.camerad.live.MediaInterceptor;
import org.camerad.live.rtp.MediaFormats;
import org.camerad.live.rtp.MediaFormat;
import org.camerad.live.rtp.UnsupportedMediaException;

/** The video and audio sources of one camera. Confined to the event loop. */
final class MediaSources {

	private static final int VIDEO_CHANNEL = 0;

	private static final int AUDIO_CHANNEL = 2;

	private static final int METADATA_CHANNEL = 4;

	/** The minimum budget for data that waits for clients. */
	private static final long MIN_BUDGET_BYTES = 8L * 1024 * 1024;

	private final CameraMedia media;

	private final InstantSource wallClock;

	private final MediaInterceptor interceptor;

	private final List<VideoSource> video;

	private final AudioSource audio;

	private final List<MetadataSource> metadata;

	MediaSources(CameraMedia media, MediaInterceptor interceptor, Clock clock, ScheduledExecutorService loop,
			Executor worker, Runnable onBudgetExceeded) {
		this.media = media;
		this.interceptor = interceptor;
		this.wallClock = () -> media.time().orElseGet(clock::instant);
		// Netty's direct buffers are outside of the heap and may grow to the heap's size.
		SendBufferBudget budget = new SendBufferBudget(Math.max(MIN_BUDGET_BYTES, Runtime.getRuntime().maxMemory() / 4),
				onBudgetExceeded);
		this.video = List.of(source(StreamId.MAIN, budget, loop, worker), source(StreamId.SUB, budget, loop, worker));
		this.audio = new AudioSource(media::sound, new TrackSubscribers(AUDIO_CHANNEL, budget), loop, worker);
		this.metadata = List.of(metadata(StreamId.MAIN, budget, loop), metadata(StreamId.SUB, budget, loop));
	}

	private MetadataSource metadata(StreamId stream, SendBufferBudget budget, ScheduledExecutorService loop) {
		return new MetadataSource(() -> this.media.metadata().apply(stream),
				new TrackSubscribers(METADATA_CHANNEL, budget), loop);
	}

	private VideoSource source(StreamId stream, SendBufferBudget budget, Executor loop, Executor worker) {
		return new VideoSource("stream" + (stream.ordinal() + 1),
				new VideoSource.Input(() -> this.media.stream(stream), () -> this.media.video(stream),
						this.interceptor::picture, (frame) -> record(stream, frame)),
				new TrackSubscribers(VIDEO_CHANNEL, budget), loop, worker);
	}

	private void record(StreamId stream, MediaFrame frame) {
		if (frame instanceof MediaFrame.Encoded) {
			this.media.calls().recordAccessUnit(stream);
		}
		else {
			this.media.calls().recordPicture(stream);
		}
	}

	/** Returns the camera's date and time, which can be set and so can have steps. */
	InstantSource wallClock() {
		return this.wallClock;
	}

	/** Returns the source of a video stream. */
	VideoSource video(StreamId stream) {
		return this.video.get(stream.ordinal());
	}

	AudioSource audio() {
		return this.audio;
	}

	/** Returns the source of a stream's metadata. */
	MetadataSource metadata(StreamId stream) {
		return this.metadata.get(stream.ordinal());
	}

	/** Returns a stream's frame rate in frames per second, as set. */
	int frameRate(StreamId stream) {
		return this.media.video(stream).frameRate();
	}

	/**
	 * Returns the format of the sound, empty if the camera delivers none or RTP cannot
	 * carry it.
	 */
	Optional<MediaFormat> sound() {
		try {
			return this.media.audio().flatMap((audio) -> format(audio));
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

	/** Sends an RTCP report to all clients. */
	void sendReports() {
		this.video.forEach((source) -> source.subscribers().sendReports());
		this.audio.subscribers().sendReports();
		this.metadata.forEach((source) -> source.subscribers().sendReports());
	}

}
