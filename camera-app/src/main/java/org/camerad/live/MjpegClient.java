package org.camerad.live;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * One viewer of a broadcast and the picture that it is busy with. Belongs to the
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

	/**
	 * Creates a viewer.
	 * @param fps the most pictures a second it wants, 0 for all
	 */
	MjpegClient(DetachedConnection connection, int fps) {
		this.connection = connection;
		this.intervalNanos = (fps == 0) ? 0 : 1_000_000_000L / fps;
		this.nextDueNanos = System.nanoTime();
	}

	DetachedConnection connection() {
		return this.connection;
	}

	/** Whether it wants a picture now and has taken the one before. */
	boolean isDue(long nowNanos) {
		// A little early is on time: pictures do not come on the dot.
		return this.remaining == null && nowNanos - this.nextDueNanos >= -this.intervalNanos / 8;
	}

	/**
	 * Begins to send a part.
	 * @param cut whether only half of it, with which the connection ends
	 */
	void begin(MultipartFrame next, boolean truncated, long nowNanos) {
		ByteBuffer bytes = next.retain();
		this.frame = next;
		this.remaining = truncated ? bytes.limit(bytes.limit() / 2) : bytes;
		this.truncated = truncated;
		this.sendStartedNanos = nowNanos;
		// Kept to its own beat, so that a fraction of the frame rate comes out right.
		this.nextDueNanos = Math.max(this.nextDueNanos + this.intervalNanos, nowNanos - this.intervalNanos);
	}

	/**
	 * Sends what the socket takes.
	 * @return the part when all of it is sent, null while some is left
	 */
	@Nullable MultipartFrame send() throws IOException {
		ByteBuffer buffer = this.remaining;
		return (buffer != null && this.connection.write(buffer)) ? detachFrame() : null;
	}

	/** The part that is being sent, which is no longer this viewer's. */
	@Nullable MultipartFrame detachFrame() {
		MultipartFrame held = this.frame;
		this.frame = null;
		this.remaining = null;
		return held;
	}

	/** Whether what is sent is the last of it, and only half of a part. */
	boolean isTruncated() {
		return this.truncated;
	}

	boolean isSending() {
		return this.remaining != null;
	}

	/** For how long the viewer has not taken all of its picture. */
	long blockedNanos(long nowNanos) {
		return isSending() ? nowNanos - this.sendStartedNanos : 0;
	}

}
