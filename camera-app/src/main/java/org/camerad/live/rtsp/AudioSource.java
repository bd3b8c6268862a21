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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The camera's sound. Belongs to the event loop. */
final class AudioSource extends MediaSource<AudioFrame> {

	private static final Logger logger = LoggerFactory.getLogger(AudioSource.class);

	private static final int DEMAND = 16;

	/** Pieces that may wait for a viewer before it is slow. */
	private static final int DEPTH = 50;

	/** More than that between two pieces is a pause, and not their times' rounding. */
	private static final long PAUSE = Duration.ofMillis(40).toNanos();

	private final Supplier<Optional<Flow.Publisher<AudioFrame>>> frames;

	private final TrackSubscribers audience;

	private int nextTimestamp;

	private long nextTimeNanos;

	private boolean going;

	AudioSource(Supplier<Optional<Flow.Publisher<AudioFrame>>> frames, TrackSubscribers audience, Executor loop,
			Executor worker) {
		super("audio", loop, worker);
		this.frames = frames;
		this.audience = audience;
	}

	TrackSubscribers audience() {
		return this.audience;
	}

	@Override
	void open() {
		this.frames.get()
			.orElseThrow(() -> new IllegalStateException("the camera gives out no sound"))
			.subscribe(inlet((frame) -> frame, DEMAND));
	}

	@Override
	void accept(AudioFrame frame) {
		RtpWriter former = this.audience.writer();
		try {
			this.audience.format(MediaFormats.of(frame.codec(), frame.sampleRate()));
		}
		catch (UnsupportedMediaException ex) {
			logger.warn("the sound cannot be streamed: {}", ex.getMessage());
			this.audience.end("its format cannot be streamed");
			return;
		}
		RtpWriter writer = this.audience.writer();
		if (writer != null) {
			this.going &= writer == former;
			send(frame, writer);
		}
	}

	/** Samples are counted: players hear it when times are rounded. */
	private void send(AudioFrame frame, RtpWriter writer) {
		int samples = MediaFormats.samples(frame);
		if (!this.going || Math.abs(frame.timeNanos() - this.nextTimeNanos) > PAUSE) {
			this.nextTimestamp = writer.timestamp(frame.timeNanos());
			this.going = true;
		}
		int at = this.nextTimestamp;
		this.nextTimestamp += samples;
		this.nextTimeNanos = frame.timeNanos() + samples * 1_000_000_000L / frame.sampleRate();
		this.audience.send(frame.data(), at, true, DEPTH);
	}

	@Override
	void rest() {
		this.going = false;
		this.audience.rest();
	}

	@Override
	void over(String reason) {
		logger.info("the sound has ended: {}", reason);
		this.audience.end(reason);
		rest();
	}

}
