package org.camerad.driver.pi.video;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;

/**
 * A light meter: the mean brightness of the newest frame. One thread at a time.
 */
public final class LightMeter implements AutoCloseable {

	private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final PiVideo video;

	private final JpegCodec codec = JpegCodec.fastest();

	public LightMeter(PiVideo video) {
		this.video = video;
	}

	/**
	 * Returns the mean brightness, 0 to 255; empty if the newest frame is older than 5 s
	 * or cannot be decoded.
	 */
	public OptionalInt brightness() {
		Frame frame = this.video.newest();
		if (frame == null || System.nanoTime() - frame.timeNanos() > MAX_AGE_NANOS) {
			return OptionalInt.empty();
		}
		try {
			YuvPicture small = this.codec.decode(frame.jpeg(), 64, 36);
			long sum = 0;
			for (byte sample : small.luma()) {
				sum += sample & 0xff;
			}
			return OptionalInt.of((int) (sum / small.luma().length));
		}
		catch (IOException ex) {
			System.getLogger(LightMeter.class.getName())
				.log(Level.DEBUG, "a picture cannot be decoded; its brightness is unknown", ex);
			return OptionalInt.empty();
		}
	}

	@Override
	public void close() {
		this.codec.close();
	}

}
