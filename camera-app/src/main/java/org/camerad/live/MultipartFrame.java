package org.camerad.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One picture as a part of the multipart body, in a direct buffer that the socket sends
 * without copying. All clients share it; it returns to its pool when the last reference
 * is released. Not thread-safe.
 */
final class MultipartFrame {

	/** The multipart boundary. */
	static final String BOUNDARY = "camerad-frame";

	private static final int MAX_SPARE = 4;

	private final ByteBuffer buffer;

	private int references;

	private MultipartFrame(int capacity) {
		this.buffer = ByteBuffer.allocateDirect(capacity);
	}

	/** Adds a reference and returns the bytes to send. */
	ByteBuffer retain() {
		this.references++;
		return this.buffer.duplicate();
	}

	/** A pool of frames that have no references. */
	static final class Pool {

		private final Deque<MultipartFrame> spare = new ArrayDeque<>();

		/** Returns a frame that contains a picture. The caller owns one reference. */
		MultipartFrame fill(byte[] jpeg) {
			byte[] header = ("--" + BOUNDARY + "\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length
					+ "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII);
			MultipartFrame frame = take(header.length + jpeg.length + 2);
			frame.buffer.clear().put(header).put(jpeg).put((byte) '\r').put((byte) '\n').flip();
			frame.references = 1;
			return frame;
		}

		private MultipartFrame take(int size) {
			MultipartFrame candidate = this.spare.poll();
			// Pictures differ in size: spare capacity avoids an allocation for each of
			// them.
			return (candidate != null && candidate.buffer.capacity() >= size) ? candidate
					: new MultipartFrame(size + size / 2);
		}

		void release(MultipartFrame frame) {
			frame.references--;
			if (frame.references == 0 && this.spare.size() < MAX_SPARE) {
				this.spare.push(frame);
			}
		}

	}

}
