package org.camerad.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One picture as a part of the multipart body, in memory that the socket can send from
 * without copying. All viewers share it; it is used again when the last has let go. One
 * thread.
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

	/** What is to be sent, for one more holder. */
	ByteBuffer retain() {
		this.references++;
		return this.buffer.duplicate();
	}

	/** Parts that nobody holds, to be filled again. */
	static final class Pool {

		private final Deque<MultipartFrame> spare = new ArrayDeque<>();

		/** A part with a picture in it, held by the caller. */
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
			// Pictures differ in size: room to grow saves allocating anew for each.
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
