package org.camerad.live.rtsp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

import org.camerad.driver.AudioFrame;
import org.camerad.live.rtp.MediaFormats;
import org.camerad.live.rtp.RtpWriter;
import org.camerad.live.rtp.UnsupportedMediaException;
import org.camerad.operation.RateLimitedLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The source of the camera's sound. Confined to the event loop. */
final class AudioSource extends MediaSource<AudioFrame> {

	private static final Logger logger = LoggerFactory.getLogger(AudioSource.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "audio over RTSP");

	private static final int MAX_IN_FLIGHT = 16;

	/**
	 * The maximum number of audio frames that a client may leave pending before it is
	 * slow.
	 */
	private static final int MAX_PENDING = 50;

	/** A larger difference between two frames is a gap; a smaller one is rounding. */
	private static final long MAX_GAP_NANOS = Duration.ofMillis(40).toNanos();

	private final Supplier<Optional<Flow.Publisher<AudioFrame>>> frames;

	private final TrackSubscribers subscribers;

	private int nextTimestamp;

	private long nextTimeNanos;

	private boolean continuous;

	AudioSource(Supplier<Optional<Flow.Publisher<AudioFrame>>> frames, TrackSubscribers subscribers, Executor loop,
			Executor worker) {
		super("audio", loop, worker);
		this.frames = frames;
		this.subscribers = subscribers;
	}

	TrackSubscribers subscribers() {
		return this.subscribers;
	}

	@Override
	void subscribe() {
		this.frames.get()
			.orElseThrow(() -> new IllegalStateException("the camera delivers no sound"))
			.subscribe(subscriber((frame) -> frame, MAX_IN_FLIGHT));
	}

	@Override
	void onItem(AudioFrame frame) {
		try {
			this.continuous &= this.subscribers.setFormat(MediaFormats.of(frame.codec(), frame.sampleRate()));
		}
		catch (UnsupportedMediaException ex) {
			repeated.log(Level.WARN, "audio cannot be streamed over RTSP; its clients are disconnected: {}",
					ex.getMessage());
			this.subscribers.endAll("its format cannot be streamed");
			return;
		}
		RtpWriter writer = this.subscribers.writer();
		if (writer != null) {
			send(frame, writer);
		}
	}

	/** RTP times count samples, because players make rounded times audible. */
	private void send(AudioFrame frame, RtpWriter writer) {
		int samples = MediaFormats.samples(frame);
		if (!this.continuous || Math.abs(frame.timeNanos() - this.nextTimeNanos) > MAX_GAP_NANOS) {
			this.nextTimestamp = writer.timestamp(frame.timeNanos());
			this.continuous = true;
		}
		int timestamp = this.nextTimestamp;
		this.nextTimestamp += samples;
		this.nextTimeNanos = frame.timeNanos() + samples * 1_000_000_000L / frame.sampleRate();
		this.subscribers.send(frame.data(), timestamp, true, MAX_PENDING);
	}

	@Override
	void onIdle() {
		this.continuous = false;
		this.subscribers.reset();
	}

	@Override
	void onEnd(String reason) {
		repeated.log(Level.INFO, "audio has ended; its RTSP clients are disconnected: {}", reason);
		this.subscribers.endAll(reason);
		onIdle();
	}

}
