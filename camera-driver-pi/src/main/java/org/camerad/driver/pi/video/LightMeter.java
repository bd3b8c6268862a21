package org.camerad.driver.pi.video;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.support.picture.YuvPicture;
import org.camerad.driver.support.picture.jpeg.JpegCodec;

/** Measures the mean brightness of the newest frame. One thread. */
public final class LightMeter implements AutoCloseable {

	private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final PiVideo video;

	private final JpegCodec codec = JpegCodec.fastest();

	public LightMeter(PiVideo video) {
		this.video = video;
	}

	/** 0 to 255, empty when there is no picture. */
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
			System.getLogger(LightMeter.class.getName()).log(Level.DEBUG, "a picture could not be read", ex);
			return OptionalInt.empty();
		}
	}

	@Override
	public void close() {
		this.codec.close();
	}

}
