package org.camerad.driver.hisilicon.streamer;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.camerad.driver.CameraException;
import org.camerad.driver.Picture;
import org.camerad.driver.Resolution;
import org.camerad.driver.support.picture.jpeg.Jpeg;
import org.camerad.driver.support.picture.jpeg.JpegScanner;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the newest picture of one stream. For the main stream the streamer provides
 * its own picture; for the sub stream it encodes one in the requested size. An empty or
 * truncated picture, or one of another size, is an error. Any thread.
 */
final class SnapshotCache {

	private static final System.Logger logger = System.getLogger(SnapshotCache.class.getName());

	private static final String TUNED = "jpeg.tuned";

	static final int MAX_PICTURE_BYTES = 16 << 20;

	private final Streamer streamer;

	private final int stream;

	private final ReentrantLock lock = new ReentrantLock(true);

	/** The expected size; null until the stream's settings are in effect. */
	private volatile @Nullable Resolution size;

	private volatile int frameRate = 1;

	private long number;

	private @Nullable Picture newest;

	private long takenNanos;

	private volatile Optional<String> problem = Optional.empty();

	SnapshotCache(Streamer streamer, int stream) {
		this.streamer = streamer;
		this.stream = stream;
	}

	/**
	 * Sets the expected size and frame rate and discards the cached picture.
	 * @param size the size; null for the size that the streamer sends
	 */
	void configure(@Nullable Resolution size, int frameRate) {
		this.size = size;
		this.frameRate = Math.max(1, frameRate);
		invalidate();
	}

	/** Discards the cached picture. */
	void invalidate() {
		this.lock.lock();
		try {
			this.newest = null;
		}
		finally {
			this.lock.unlock();
		}
	}

	long intervalNanos() {
		return TimeUnit.SECONDS.toNanos(1) / this.frameRate;
	}

	/**
	 * Returns the newest picture. Requests a new one if the cached picture is older than
	 * a frame interval.
	 */
	Picture newest() throws CameraException {
		return this.streamer.withPipeline(() -> {
			lockInTime();
			try {
				Picture cached = this.newest;
				boolean fresh = cached != null && System.nanoTime() - this.takenNanos < intervalNanos();
				return fresh ? cached : store(fetch());
			}
			finally {
				this.lock.unlock();
			}
		});
	}

	/** Stores a picture from the MJPEG stream. */
	Picture accept(byte[] bytes) throws CameraException {
		byte[] jpeg = checked(bytes);
		lockInTime();
		try {
			return store(jpeg);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void lockInTime() throws CameraException {
		try {
			if (!this.lock.tryLock(this.streamer.address().timeLimit().toNanos(), TimeUnit.NANOSECONDS)) {
				throw CameraException.unavailable("an earlier request for a picture takes too long");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw CameraException.unavailable("interrupted while waiting for a picture", ex);
		}
	}

	private Picture store(byte[] jpeg) {
		Picture picture = new Picture(jpeg, ++this.number);
		this.newest = picture;
		this.takenNanos = System.nanoTime();
		return picture;
	}

	/** Requests a picture from the streamer, without regard to changes in progress. */
	byte[] fetch() throws CameraException {
		try {
			Resolution wanted = this.size;
			byte[] jpeg = (this.stream > 0 && wanted != null && !isEncoded(wanted)) ? scaled(wanted)
					: checked(request(target()));
			this.problem = Optional.empty();
			return jpeg;
		}
		catch (CameraException ex) {
			this.problem = Optional.of(String.valueOf(ex.getMessage()));
			throw ex;
		}
	}

	private byte[] request(String target) throws CameraException {
		return this.streamer.http()
			.get(target, this.streamer.address().pictureTimeLimit(), MAX_PICTURE_BYTES)
			.requireSuccess()
			.body();
	}

	/**
	 * Returns whether the streamer is prepared to encode pictures of a size. It is not
	 * until a client has set the sub stream, because that would change the owner's
	 * configuration. With a rotation it is not documented which side a requested width
	 * is.
	 */
	private boolean isEncoded(Resolution wanted) throws CameraException {
		StreamerConfig config = this.streamer.latest();
		if (Rotation.of(config).sideways()) {
			return false;
		}
		return !this.streamer.schema().has(TUNED) || config.find(TUNED)
			.flatMap(PictureSizes::parse)
			.filter((largest) -> PictureSizes.fits(wanted, largest))
			.isPresent();
	}

	/** Returns the main stream's picture, scaled by this service. */
	private byte[] scaled(Resolution wanted) throws CameraException {
		byte[] bytes = request("/image.jpg");
		byte[] jpeg = JpegScanner.first(bytes).orElseThrow(() -> invalidPicture(bytes)).data();
		try {
			return PictureScaler.scale(jpeg, wanted);
		}
		catch (IOException ex) {
			throw CameraException.unavailable("the streamer's picture cannot be decoded: " + ex.getMessage(), ex);
		}
	}

	private String target() {
		Resolution wanted = this.size;
		return (this.stream == 0 || wanted == null) ? "/image.jpg"
				: "/image.jpg?width=" + wanted.width() + "&height=" + wanted.height();
	}

	private byte[] checked(byte[] bytes) throws CameraException {
		Jpeg jpeg = JpegScanner.first(bytes).orElseThrow(() -> invalidPicture(bytes));
		Resolution wanted = this.size;
		Optional<Resolution> actual = PictureSizes.of(jpeg.header());
		if (wanted != null && !actual.equals(Optional.of(wanted)) && !isTurned(actual, wanted)) {
			throw CameraException.unavailable("the streamer sent a picture of "
					+ actual.map(PictureSizes::text).orElse("no size") + " instead of " + PictureSizes.text(wanted));
		}
		return jpeg.data();
	}

	/**
	 * Returns whether a picture has the other orientation, because the owner has rotated
	 * the pictures since the start.
	 */
	private static boolean isTurned(Optional<Resolution> actual, Resolution wanted) {
		return actual.filter((size) -> new Rotation(true).turn(size).equals(wanted)).isPresent();
	}

	private static CameraException invalidPicture(byte[] bytes) {
		boolean starts = bytes.length > 1 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8;
		return CameraException
			.unavailable((bytes.length == 0) ? "the streamer sent an empty picture" : "the streamer sent "
					+ (starts ? "a truncated picture" : "data that is not a JPEG") + " (" + bytes.length + " bytes)");
	}

	/** Requests a picture to update the status. */
	void check() {
		try {
			newest();
		}
		catch (CameraException ex) {
			logger.log(System.Logger.Level.DEBUG, "no picture", ex);
		}
	}

	/** Returns the reason why the last request failed; empty if it succeeded. */
	Optional<String> problem() {
		return this.problem;
	}

}
