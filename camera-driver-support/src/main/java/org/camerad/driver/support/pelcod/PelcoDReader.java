package org.camerad.driver.support.pelcod;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the frames in a stream of bytes. FF may stand anywhere in a frame, so that only
 * the sum tells where one begins: what does not add up is skipped byte by byte. For one
 * thread; holds seven bytes.
 */
public final class PelcoDReader {

	private final byte[] window = new byte[PelcoDFrame.LENGTH];

	private final Predicate<PelcoDFrame> expected;

	private int length;

	/** A reader of all frames. */
	public PelcoDReader() {
		this((frame) -> true);
	}

	/**
	 * A reader that takes nothing but certain frames for frames. One garbled stretch in
	 * 256 has a right sum by chance, and would take the beginning of the next frame
	 * along.
	 */
	public PelcoDReader(Predicate<PelcoDFrame> expected) {
		this.expected = expected;
	}

	/** Takes the next byte and returns the frame that it completes, if it does. */
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

	/** Forgets a frame begun: after a pause of the line, or when it was opened anew. */
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
