package org.camerad.live.rtsp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.camerad.driver.EncodedVideo;
import org.camerad.driver.Picture;
import org.camerad.driver.Video;
import org.camerad.driver.VideoStream;
import org.camerad.live.rtp.MediaFormat;
import org.camerad.live.rtp.RtpWriter;
import org.camerad.live.rtp.UnsupportedMediaException;
import org.camerad.operation.RateLimitedLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The source of one video stream, encoded or as JPEG pictures. Confined to the event
 * loop.
 */
final class VideoSource extends MediaSource<MediaFrame> {

	private static final Logger logger = LoggerFactory.getLogger(VideoSource.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "video over RTSP");

	/** The maximum number of access units on their way from the driver. */
	private static final int MAX_IN_FLIGHT = 16;

	/**
	 * The maximum number of access units that a client may leave pending before it is
	 * slow.
	 */
	private static final int MAX_PENDING = 16;

	/**
	 * The minimum time between two requests for a key frame: key frames cost quality.
	 */
	private static final long KEY_FRAME_INTERVAL_NANOS = Duration.ofMillis(250).toNanos();

	private final Input input;

	private final TrackSubscribers subscribers;

	private final List<Consumer<Description>> pendingDescriptions = new ArrayList<>();

	private volatile @Nullable EncodedVideo encoder;

	private @Nullable MediaFormat format;

	/**
	 * The settings for which the format was accepted although it does not match them.
	 */
	private @Nullable Video acceptedSettings;

	private long keyFrameRequestedNanos;

	/**
	 * The result of describing a stream.
	 *
	 * @param format the format, null if it is not available
	 * @param status the RTSP status
	 */
	record Description(@Nullable MediaFormat format, int status) {
	}

	/**
	 * The input of a video source.
	 *
	 * @param stream returns the stream; can block in the driver
	 * @param settings returns the settings that are in effect
	 * @param intercept alters each JPEG picture
	 * @param onFrame called with each frame
	 */
	record Input(Supplier<VideoStream> stream, Supplier<Video> settings, UnaryOperator<byte[]> intercept,
			Consumer<MediaFrame> onFrame) {
	}

	VideoSource(String name, Input input, TrackSubscribers subscribers, Executor loop, Executor worker) {
		super(name, loop, worker);
		this.input = input;
		this.subscribers = subscribers;
		this.keyFrameRequestedNanos = System.nanoTime() - KEY_FRAME_INTERVAL_NANOS;
	}

	TrackSubscribers subscribers() {
		return this.subscribers;
	}

	/**
	 * Calls back when the format matches the settings. The caller must hold the source.
	 */
	void describe(Consumer<Description> callback) {
		MediaFormat known = this.format;
		if (known != null && matchesSettings(known)) {
			callback.accept(new Description(known, 200));
		}
		else {
			this.pendingDescriptions.add(callback);
			requestKeyFrame();
		}
	}

	/** Returns whether the format does not match the settings yet. */
	boolean isOutdated() {
		return this.format != null && !matchesSettings(this.format);
	}

	/** Returns the current format even if it does not match the settings. */
	Description describeCurrent() {
		if (this.format == null) {
			return new Description(null, 503);
		}
		this.acceptedSettings = this.input.settings().get();
		return new Description(this.format, 200);
	}

	private boolean matchesSettings(MediaFormat known) {
		Video set = this.input.settings().get();
		boolean encoded = this.encoder != null;
		return this.acceptedSettings != null && this.acceptedSettings.codec() == set.codec()
				&& this.acceptedSettings.resolution().equals(set.resolution())
				|| known.width() == set.resolution().width() && known.height() == set.resolution().height()
						&& (!encoded || known.encoding().equals(set.codec().name()));
	}

	void cancelDescribe(Consumer<Description> callback) {
		this.pendingDescriptions.remove(callback);
	}

	/** Requests a key frame, because a client waits for one. */
	void requestKeyFrame() {
		EncodedVideo current = this.encoder;
		long now = System.nanoTime();
		if (current != null && now - this.keyFrameRequestedNanos >= KEY_FRAME_INTERVAL_NANOS) {
			this.keyFrameRequestedNanos = now;
			runOnWorker(current::requestKeyFrame);
		}
	}

	@Override
	void subscribe() {
		VideoStream stream = this.input.stream().get();
		Optional<EncodedVideo> encoded = stream.encoded();
		this.encoder = encoded.orElse(null);
		if (encoded.isPresent()) {
			encoded.get().accessUnits().subscribe(subscriber(MediaFrame.Encoded::new, MAX_IN_FLIGHT));
		}
		else {
			stream.pictures().subscribe(subscriber(this::jpegFrame, 2));
		}
	}

	private MediaFrame jpegFrame(Picture picture) {
		return new MediaFrame.Jpeg(new Picture(this.input.intercept().apply(picture.jpeg()), picture.number()),
				System.nanoTime());
	}

	@Override
	void onItem(MediaFrame frame) {
		this.input.onFrame().accept(frame);
		if (frame.isStart() && !updateFormat(frame)) {
			return;
		}
		RtpWriter writer = this.subscribers.writer();
		if (this.format == null || writer == null) {
			return;
		}
		if (!frame.isStart() && this.subscribers.hasWaiting()) {
			requestKeyFrame();
		}
		int depth = (frame instanceof MediaFrame.Jpeg) ? 1 : MAX_PENDING;
		this.subscribers.send(frame.data(), writer.timestamp(frame.timeNanos()), frame.isStart(), depth);
	}

	private boolean updateFormat(MediaFrame frame) {
		try {
			MediaFormat next = frame.format();
			this.subscribers.setFormat(next);
			this.format = next;
			if (matchesSettings(next)) {
				completeDescriptions(new Description(next, 200));
			}
			return true;
		}
		catch (UnsupportedMediaException ex) {
			repeated.log(Level.WARN, "{} cannot be streamed over RTSP; its clients are disconnected: {}", name(),
					ex.getMessage());
			this.format = null;
			completeDescriptions(new Description(null, 415));
			this.subscribers.endAll("its format cannot be streamed");
			return false;
		}
	}

	private void completeDescriptions(Description description) {
		List<Consumer<Description>> waiting = List.copyOf(this.pendingDescriptions);
		this.pendingDescriptions.clear();
		waiting.forEach((callback) -> callback.accept(description));
	}

	@Override
	void onIdle() {
		this.format = null;
		this.acceptedSettings = null;
		this.encoder = null;
		this.subscribers.reset();
	}

	@Override
	void onEnd(String reason) {
		repeated.log(Level.INFO, "{} has ended; its RTSP clients are disconnected: {}", name(), reason);
		this.subscribers.endAll(reason);
		onIdle();
		completeDescriptions(new Description(null, 503));
	}

}
