package org.camerad.live;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * One client of a broadcast and the frame that is being sent to it. Confined to the
 * broadcast's thread.
 */
final class MjpegClient {

	private final DetachedConnection connection;

	private final long intervalNanos;

	private @Nullable MultipartFrame frame;

	private @Nullable ByteBuffer remaining;

	private boolean truncated;

	private long sendStartedNanos;

	private long nextDueNanos;

	private long sentBytes;

	/**
	 * Creates a client.
	 * @param fps the maximum number of pictures per second, 0 for no limit
	 */
	MjpegClient(DetachedConnection connection, int fps) {
		this.connection = connection;
		this.intervalNanos = (fps == 0) ? 0 : 1_000_000_000L / fps;
		this.nextDueNanos = System.nanoTime();
	}

	DetachedConnection connection() {
		return this.connection;
	}

	/** Returns whether the client is due for a picture. */
	boolean isDue(long nowNanos) {
		// The tolerance absorbs the jitter of the camera's frame times.
		return nowNanos - this.nextDueNanos >= -this.intervalNanos / 8;
	}

	/**
	 * Starts to send a frame.
	 * @param truncated whether to send only half of it and then end the connection
	 */
	void begin(MultipartFrame next, boolean truncated, long nowNanos) {
		ByteBuffer bytes = next.retain();
		this.frame = next;
		this.remaining = truncated ? bytes.limit(bytes.limit() / 2) : bytes;
		this.truncated = truncated;
		this.sendStartedNanos = nowNanos;
		// Advances by whole intervals, so that a fraction of the frame rate is exact on
		// average.
		this.nextDueNanos = Math.max(this.nextDueNanos + this.intervalNanos, nowNanos - this.intervalNanos);
	}

	/**
	 * Sends as many bytes as the socket accepts.
	 * @return the frame when all of it has been sent, null while bytes remain
	 */
	@Nullable MultipartFrame send() throws IOException {
		ByteBuffer buffer = this.remaining;
		if (buffer == null) {
			return null;
		}
		int before = buffer.remaining();
		boolean complete = this.connection.write(buffer);
		this.sentBytes += before - buffer.remaining();
		return complete ? detachFrame() : null;
	}

	/** Returns the number of bytes that the client has been sent. */
	long sentBytes() {
		return this.sentBytes;
	}

	/** Detaches and returns the frame that is being sent, null without one. */
	@Nullable MultipartFrame detachFrame() {
		MultipartFrame held = this.frame;
		this.frame = null;
		this.remaining = null;
		return held;
	}

	/** Returns whether the frame is truncated, so that the connection ends after it. */
	boolean isTruncated() {
		return this.truncated;
	}

	boolean isSending() {
		return this.remaining != null;
	}

	/**
	 * Returns for how long the current frame has been incomplete, 0 if no frame is being
	 * sent.
	 */
	long blockedNanos(long nowNanos) {
		return isSending() ? nowNanos - this.sendStartedNanos : 0;
	}

}
