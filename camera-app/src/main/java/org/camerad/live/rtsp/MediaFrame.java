package org.camerad.live.rtsp;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.Picture;
import org.camerad.live.rtp.MediaFormats;
import org.camerad.live.rtp.MediaFormat;
import org.camerad.live.rtp.UnsupportedMediaException;

/** A frame of a video stream, in the form that the driver delivers. */
sealed interface MediaFrame {

	byte[] data();

	/** Returns the capture time, a {@link System#nanoTime()}. */
	long timeNanos();

	/** Returns whether decoding can start at this frame. */
	boolean isStart();

	/**
	 * Returns the stream's format. Only a start frame contains it.
	 * @throws UnsupportedMediaException if RTP cannot carry the format
	 */
	MediaFormat format() throws UnsupportedMediaException;

	/** An access unit of an encoder. */
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

	/** A JPEG picture; its arrival counts as its capture time. */
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
