package org.camerad.live.rtsp;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.Picture;
import org.camerad.live.rtp.MediaFormats;
import org.camerad.live.rtp.MediaFormat;
import org.camerad.live.rtp.UnsupportedMediaException;

/** A picture of a stream, in whichever form the driver has it. */
sealed interface MediaFrame {

	byte[] data();

	/** When it was taken, by {@link System#nanoTime()}. */
	long timeNanos();

	/** Whether decoding can start here. */
	boolean isStart();

	/** The stream's format, which only a start can tell. */
	MediaFormat format() throws UnsupportedMediaException;

	/** What an encoder has produced. */
	record Encoded(AccessUnit unit) implements MediaFrame {

		@Override
		public byte[] data() {
			return this.unit.data();
		}

		@Override
		public long timeNanos() {
			return this.unit.timeNanos();
		}

		@Override
		public boolean isStart() {
			return this.unit.keyFrame();
		}

		@Override
		public MediaFormat format() throws UnsupportedMediaException {
			return MediaFormats.of(this.unit);
		}

	}

	/** A JPEG, taken when it came. */
	record Jpeg(Picture picture, long timeNanos) implements MediaFrame {

		@Override
		public byte[] data() {
			return this.picture.jpeg();
		}

		@Override
		public boolean isStart() {
			return true;
		}

		@Override
		public MediaFormat format() throws UnsupportedMediaException {
			return MediaFormats.of(this.picture);
		}

	}

}
