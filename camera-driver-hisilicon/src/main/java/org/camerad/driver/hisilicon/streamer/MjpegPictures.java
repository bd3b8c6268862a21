package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.publish.Producer;
import org.camerad.driver.support.publish.SharedPublisher;
import org.jspecify.annotations.Nullable;

/**
 * A producer of pictures from the streamer's MJPEG. Each reload of the pipeline ends the
 * stream; this producer opens it again. The subscriptions end only if the outage lasts.
 */
final class MjpegPictures implements Producer {

	private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(3);

	/** Several times the longest interval, which is one picture a second. */
	private static final Duration STALL_TIMEOUT = Duration.ofSeconds(4);

	private static final Duration OUTAGE_TIMEOUT = Duration.ofSeconds(8);

	private static final long RETRY_NANOS = Duration.ofMillis(200).toNanos();

	private final SharedPublisher<Picture> pictures;

	private final Streamer streamer;

	private final SnapshotCache snapshots;

	/** The time at which an outage ends the subscriptions; null without an outage. */
	private @Nullable Deadline outageDeadline;

	private long retryNanos = System.nanoTime();

	MjpegPictures(SharedPublisher<Picture> pictures, Streamer streamer, SnapshotCache snapshots) {
		this.pictures = pictures;
		this.streamer = streamer;
		this.snapshots = snapshots;
	}

	@Override
	public long delayNanos() {
		boolean needed = this.outageDeadline != null || this.pictures.hasDemand();
		return needed ? Math.max(0, this.retryNanos - System.nanoTime()) : NEVER;
	}

	@Override
	public void produce() throws CameraException, InterruptedException {
		Deadline limit = (this.outageDeadline != null) ? this.outageDeadline : Deadline.within(OUTAGE_TIMEOUT);
		this.outageDeadline = null;
		try (MjpegBodySubscriber body = this.streamer.withPipeline(this::open)) {
			while (this.pictures.isSubscribed()) {
				this.pictures.publish(this.snapshots.accept(next(body)));
				limit = Deadline.within(OUTAGE_TIMEOUT);
			}
		}
		catch (CameraException ex) {
			this.streamer.stored().rebuilt();
			if (limit.isOver()) {
				throw ex;
			}
			this.outageDeadline = limit;
			this.retryNanos = System.nanoTime() + RETRY_NANOS;
		}
	}

	@Override
	public void rest() {
		this.outageDeadline = null;
	}

	private MjpegBodySubscriber open() throws CameraException {
		return this.streamer.http().stream("/mjpeg", OPEN_TIMEOUT);
	}

	private static byte[] next(MjpegBodySubscriber body) throws CameraException, InterruptedException {
		try {
			Optional<byte[]> jpeg = body.next(STALL_TIMEOUT);
			return jpeg.orElseThrow(() -> CameraException.unavailable("the streamer's MJPEG has stalled"));
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the streamer's MJPEG ended: " + Reason.of(ex), ex);
		}
	}

}
