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

	private static final int SPARE = 4;

	private final ByteBuffer memory;

	private int holders;

	private MultipartFrame(int capacity) {
		this.memory = ByteBuffer.allocateDirect(capacity);
	}

	/** What is to be sent, for one more holder. */
	ByteBuffer hold() {
		this.holders++;
		return this.memory.duplicate();
	}

	/** Parts that nobody holds, to be filled again. */
	static final class Pool {

		private final Deque<MultipartFrame> spare = new ArrayDeque<>();

		/** A part with a picture in it, held by the caller. */
		MultipartFrame fill(byte[] jpeg) {
			byte[] header = ("--" + BOUNDARY + "\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length
					+ "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII);
			MultipartFrame part = take(header.length + jpeg.length + 2);
			part.memory.clear().put(header).put(jpeg).put((byte) '\r').put((byte) '\n').flip();
			part.holders = 1;
			return part;
		}

		private MultipartFrame take(int size) {
			MultipartFrame spared = this.spare.poll();
			// Pictures differ in size: room to grow saves allocating anew for each.
			return (spared != null && spared.memory.capacity() >= size) ? spared : new MultipartFrame(size + size / 2);
		}

		void release(MultipartFrame part) {
			part.holders--;
			if (part.holders == 0 && this.spare.size() < SPARE) {
				this.spare.push(part);
			}
		}

	}

}
