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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream's pictures, as its encoder produces them or as JPEGs. Belongs to the event
 * loop.
 */
final class VideoSource extends MediaSource<MediaFrame> {

	private static final Logger logger = LoggerFactory.getLogger(VideoSource.class);

	/** Access units that may be under way from the driver. */
	private static final int DEMAND = 16;

	/** Access units that may wait for a viewer before it is slow. */
	private static final int DEPTH = 16;

	/** Key frames cost the others quality. */
	private static final long KEY_FRAME_INTERVAL = Duration.ofMillis(250).toNanos();

	private final Source source;

	private final TrackSubscribers audience;

	private final List<Consumer<Description>> asking = new ArrayList<>();

	private volatile @Nullable EncodedVideo encoder;

	private @Nullable MediaFormat format;

	/** Settings that the source does not come closer to than the format. */
	private @Nullable Video settled;

	private long keyFrameRequestedAt;

	/**
	 * What a stream consists of, or why that cannot be told.
	 *
	 * @param format the format, null when there is none
	 * @param status RTSP's status
	 */
	record Description(@Nullable MediaFormat format, int status) {
	}

	/**
	 * Where pictures come from.
	 *
	 * @param stream the stream, which takes the driver a while
	 * @param settings its settings that are in effect
	 * @param outgoing what becomes of a JPEG on its way out
	 */
	record Source(Supplier<VideoStream> stream, Supplier<Video> settings, UnaryOperator<byte[]> outgoing) {
	}

	VideoSource(String name, Source source, TrackSubscribers audience, Executor loop, Executor worker) {
		super(name, loop, worker);
		this.source = source;
		this.audience = audience;
		this.keyFrameRequestedAt = System.nanoTime() - KEY_FRAME_INTERVAL;
	}

	TrackSubscribers audience() {
		return this.audience;
	}

	/**
	 * Tells the format once it is known to be what is set; somebody has to be interested
	 * meanwhile.
	 */
	void describe(Consumer<Description> answer) {
		MediaFormat known = this.format;
		if (known != null && isAsSet(known)) {
			answer.accept(new Description(known, 200));
		}
		else {
			this.asking.add(answer);
			requestKeyFrame();
		}
	}

	/** Whether the format is only what was set before, and another is to come. */
	boolean isOutdated() {
		return this.format != null && !isAsSet(this.format);
	}

	/** What there is, whatever is set. */
	Description settle() {
		if (this.format == null) {
			return new Description(null, 503);
		}
		this.settled = this.source.settings().get();
		return new Description(this.format, 200);
	}

	private boolean isAsSet(MediaFormat known) {
		Video set = this.source.settings().get();
		boolean encoded = this.encoder != null;
		return this.settled != null && this.settled.codec() == set.codec()
				&& this.settled.resolution().equals(set.resolution())
				|| known.width() == set.resolution().width() && known.height() == set.resolution().height()
						&& (!encoded || known.encoding().equals(set.codec().name()));
	}

	void forget(Consumer<Description> answer) {
		this.asking.remove(answer);
	}

	/** A viewer waits: it can begin at a key frame only. */
	void requestKeyFrame() {
		EncodedVideo current = this.encoder;
		long now = System.nanoTime();
		if (current != null && now - this.keyFrameRequestedAt >= KEY_FRAME_INTERVAL) {
			this.keyFrameRequestedAt = now;
			submit(current::requestKeyFrame);
		}
	}

	@Override
	void open() {
		VideoStream stream = this.source.stream().get();
		Optional<EncodedVideo> encoded = stream.encoded();
		this.encoder = encoded.orElse(null);
		if (encoded.isPresent()) {
			encoded.get().accessUnits().subscribe(inlet(MediaFrame.Encoded::new, DEMAND));
		}
		else {
			stream.pictures().subscribe(inlet(this::still, 2));
		}
	}

	private MediaFrame still(Picture picture) {
		return new MediaFrame.Still(new Picture(this.source.outgoing().apply(picture.jpeg()), picture.number()),
				System.nanoTime());
	}

	@Override
	void accept(MediaFrame unit) {
		if (unit.isStart() && !learn(unit)) {
			return;
		}
		RtpWriter writer = this.audience.writer();
		if (this.format == null || writer == null) {
			return;
		}
		if (!unit.isStart() && this.audience.isBeginning()) {
			requestKeyFrame();
		}
		int depth = (unit instanceof MediaFrame.Still) ? 1 : DEPTH;
		this.audience.send(unit.data(), writer.timestamp(unit.timeNanos()), unit.isStart(), depth);
	}

	private boolean learn(MediaFrame unit) {
		try {
			MediaFormat next = unit.format();
			this.audience.format(next);
			this.format = next;
			if (isAsSet(next)) {
				answer(new Description(next, 200));
			}
			return true;
		}
		catch (UnsupportedMediaException ex) {
			logger.warn("{} cannot be streamed: {}", name(), ex.getMessage());
			this.format = null;
			answer(new Description(null, 415));
			this.audience.end("its format cannot be streamed");
			return false;
		}
	}

	private void answer(Description description) {
		List<Consumer<Description>> waiting = List.copyOf(this.asking);
		this.asking.clear();
		waiting.forEach((answer) -> answer.accept(description));
	}

	@Override
	void rest() {
		this.format = null;
		this.settled = null;
		this.encoder = null;
		this.audience.rest();
	}

	@Override
	void over(String reason) {
		logger.info("{} has ended: {}", name(), reason);
		this.audience.end(reason);
		rest();
		answer(new Description(null, 503));
	}

}
