package org.camerad.driver.support.pelcod;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A parser that finds frames in a stream of bytes. FF may occur anywhere in a frame, so
 * only the sum shows where a frame begins; bytes that do not fit are skipped one by one.
 * Buffers seven bytes. Not thread-safe.
 */
public final class PelcoDReader {

	private final byte[] window = new byte[PelcoDFrame.LENGTH];

	private final Predicate<PelcoDFrame> expected;

	private int length;

	/** Creates a reader that returns every frame. */
	public PelcoDReader() {
		this((frame) -> true);
	}

	/**
	 * Creates a reader that returns expected frames only. One in 256 garbled sequences
	 * has a right sum by chance and would hide the beginning of the next frame.
	 * @param expected returns whether a frame can come
	 */
	public PelcoDReader(Predicate<PelcoDFrame> expected) {
		this.expected = expected;
	}

	/**
	 * Adds the next byte.
	 * @return the frame that the byte completes; empty if it completes none
	 */
	public Optional<PelcoDFrame> read(byte next) {
		this.window[this.length++] = next;
		skipToSync(0);
		if (this.length < PelcoDFrame.LENGTH) {
			return Optional.empty();
		}
		Optional<PelcoDFrame> frame = PelcoDFrame.parse(this.window, 0).filter(this.expected);
		skipToSync(frame.isPresent() ? PelcoDFrame.LENGTH : 1);
		return frame;
	}

	/** Drops an incomplete frame, after a pause or when the line is opened again. */
	public void reset() {
		this.length = 0;
	}

	private void skipToSync(int from) {
		int start = from;
		while (start < this.length && (this.window[start] & 0xff) != PelcoDFrame.SYNC) {
			start++;
		}
		System.arraycopy(this.window, start, this.window, 0, this.length - start);
		this.length -= start;
	}

}
