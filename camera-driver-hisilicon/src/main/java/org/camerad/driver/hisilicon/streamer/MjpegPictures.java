package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.CameraException;

/**
 * The streamer's own MJPEG. It breaks at each reload of the pipeline, and is taken up
 * again; only when it stays away have the pictures stopped.
 */
final class MjpegPictures implements PictureFeed.Source {

	private static final Duration OPENING = Duration.ofSeconds(3);

	/** The slowest MJPEG has a picture a second. */
	private static final Duration STALLED = Duration.ofSeconds(4);

	private static final Duration AWAY = Duration.ofSeconds(8);

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final Streamer streamer;

	private final Snapshots snapshots;

	MjpegPictures(Streamer streamer, Snapshots snapshots) {
		this.streamer = streamer;
		this.snapshots = snapshots;
	}

	@Override
	public void run(PictureFeed feed) throws CameraException, InterruptedException {
		Deadline patience = Deadline.within(AWAY);
		while (feed.isWatched()) {
			try (MjpegBody pictures = this.streamer.look(this::open)) {
				while (relay(pictures, feed)) {
					patience = Deadline.within(AWAY);
				}
			}
			catch (CameraException ex) {
				if (patience.isOver()) {
					throw ex;
				}
				feed.pause(PAUSE.toNanos());
			}
		}
	}

	private MjpegBody open() throws CameraException {
		return this.streamer.http().stream("/mjpeg", OPENING);
	}

	private boolean relay(MjpegBody pictures, PictureFeed feed) throws CameraException, InterruptedException {
		try {
			Optional<byte[]> jpeg = pictures.next(STALLED);
			if (jpeg.isEmpty()) {
				throw CameraException.unavailable("the streamer's MJPEG has stalled");
			}
			feed.show(this.snapshots.take(jpeg.get()));
			return feed.isWatched();
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the streamer's MJPEG broke off: " + ex.getMessage(), ex);
		}
	}

}
