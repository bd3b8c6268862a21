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

	private final long interval;

	private @Nullable MultipartFrame part;

	private @Nullable ByteBuffer left;

	private boolean last;

	private long blockedSince;

	private long dueAt;

	/**
	 * Creates a viewer.
	 * @param fps the most pictures a second it wants, 0 for all
	 */
	MjpegClient(DetachedConnection connection, int fps) {
		this.connection = connection;
		this.interval = (fps == 0) ? 0 : 1_000_000_000L / fps;
		this.dueAt = System.nanoTime();
	}

	DetachedConnection connection() {
		return this.connection;
	}

	/** Whether it wants a picture now and has taken the one before. */
	boolean isDue(long now) {
		// A little early is on time: pictures do not come on the dot.
		return this.left == null && now - this.dueAt >= -this.interval / 8;
	}

	/**
	 * Begins to send a part.
	 * @param cut whether only half of it, with which the connection ends
	 */
	void begin(MultipartFrame next, boolean cut, long now) {
		ByteBuffer bytes = next.hold();
		this.part = next;
		this.left = cut ? bytes.limit(bytes.limit() / 2) : bytes;
		this.last = cut;
		this.blockedSince = now;
		// Kept to its own beat, so that a fraction of the frame rate comes out right.
		this.dueAt = Math.max(this.dueAt + this.interval, now - this.interval);
	}

	/**
	 * Sends what the socket takes.
	 * @return the part when all of it is sent, null while some is left
	 */
	@Nullable MultipartFrame send() throws IOException {
		ByteBuffer rest = this.left;
		return (rest != null && this.connection.write(rest)) ? letGo() : null;
	}

	/** The part that is being sent, which is no longer this viewer's. */
	@Nullable MultipartFrame letGo() {
		MultipartFrame held = this.part;
		this.part = null;
		this.left = null;
		return held;
	}

	/** Whether what is sent is the last of it, and only half of a part. */
	boolean isCut() {
		return this.last;
	}

	boolean isBusy() {
		return this.left != null;
	}

	/** For how long the viewer has not taken all of its picture. */
	long blockedFor(long now) {
		return isBusy() ? now - this.blockedSince : 0;
	}

}
