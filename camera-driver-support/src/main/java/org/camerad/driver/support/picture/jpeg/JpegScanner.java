package org.camerad.driver.support.picture.jpeg;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A scanner that finds whole JPEGs in a byte stream (ITU-T T.81, annex B). It skips bytes
 * between pictures, incomplete pictures and pictures that are too large. Not thread-safe.
 */
public final class JpegScanner {

	private final int maxBytes;

	private byte[] buffer = new byte[1 << 16];

	private int limit;

	/** The index at which the current picture begins. */
	private int start;

	/** The index of the next byte to examine. */
	private int position;

	private State state = State.BETWEEN_PICTURES;

	private enum State {

		BETWEEN_PICTURES, IN_SEGMENTS, IN_SAMPLES, COMPLETE

	}

	/**
	 * Creates a scanner.
	 * @param maxBytes the maximum size of a picture, which limits the memory
	 */
	public JpegScanner(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * Returns the first picture in an array of bytes.
	 * @return the picture; empty if there is no whole one
	 */
	public static Optional<Jpeg> first(byte[] bytes) {
		JpegScanner scanner = new JpegScanner(bytes.length);
		scanner.add(ByteBuffer.wrap(bytes));
		return Optional.ofNullable(scanner.poll());
	}

	/**
	 * Adds the next bytes of the stream. {@link #poll} must have returned null before.
	 */
	public void add(ByteBuffer bytes) {
		this.limit -= this.start;
		this.position -= this.start;
		System.arraycopy(this.buffer, this.start, this.buffer, 0, this.limit);
		this.start = 0;
		int needed = this.limit + bytes.remaining();
		if (needed > this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, Math.max(2 * this.buffer.length, needed));
		}
		bytes.get(this.buffer, this.limit, needed - this.limit);
		this.limit = needed;
	}

	/** Returns the next whole picture; null if more bytes are needed. */
	public @Nullable Jpeg poll() {
		while (advance()) {
			if (this.state == State.COMPLETE) {
				Jpeg jpeg = take();
				if (jpeg != null) {
					return jpeg;
				}
			}
		}
		if (this.limit - this.start > this.maxBytes) {
			this.state = State.BETWEEN_PICTURES;
			this.position = this.limit;
			this.start = this.limit;
		}
		return null;
	}

	private boolean advance() {
		return switch (this.state) {
			case BETWEEN_PICTURES -> findStart();
			case IN_SEGMENTS -> segment();
			case IN_SAMPLES -> samples();
			case COMPLETE -> true;
		};
	}

	private @Nullable Jpeg take() {
		byte[] data = Arrays.copyOfRange(this.buffer, this.start, this.position);
		this.start = this.position;
		this.state = State.BETWEEN_PICTURES;
		return (data.length > this.maxBytes) ? null
				: JpegHeader.read(data).map((header) -> new Jpeg(data, header)).orElse(null);
	}

	private boolean findStart() {
		for (int at = this.position; at + 1 < this.limit; at++) {
			if (JpegHeader.number(this.buffer, at) == (0xff00 | JpegHeader.START_OF_IMAGE)) {
				this.start = at;
				this.position = at + 2;
				this.state = State.IN_SEGMENTS;
				return true;
			}
		}
		// The last byte may be the first one of a marker.
		this.position = Math.max(this.position, this.limit - 1);
		this.start = this.position;
		return false;
	}

	/**
	 * Skips a marker with its segment; returns false if the segment is incomplete.
	 */
	private boolean segment() {
		int at = this.position;
		if (at + 2 > this.limit) {
			return false;
		}
		int marker = JpegHeader.number(this.buffer, at);
		if (marker == 0xffff) {
			this.position++;
			return true;
		}
		if (marker == (0xff00 | JpegHeader.END_OF_IMAGE)) {
			this.position += 2;
			this.state = State.COMPLETE;
			return true;
		}
		if (!JpegHeader.hasSegment(marker)) {
			this.state = State.BETWEEN_PICTURES;
			return true;
		}
		return at + 4 <= this.limit && skip(marker, JpegHeader.number(this.buffer, at + 2));
	}

	private boolean skip(int marker, int length) {
		if (this.position + 2 + length > this.limit) {
			return false;
		}
		this.position += 2 + length;
		this.state = (length < 2) ? State.BETWEEN_PICTURES
				: (marker == (0xff00 | JpegHeader.START_OF_SCAN)) ? State.IN_SAMPLES : State.IN_SEGMENTS;
		return true;
	}

	/** Skips entropy-coded data and restart markers up to any other marker. */
	private boolean samples() {
		while (this.position < this.limit && this.buffer[this.position] != (byte) 0xff) {
			this.position++;
		}
		if (this.position + 2 > this.limit) {
			return false;
		}
		int next = this.buffer[this.position + 1] & 0xff;
		boolean partOfScan = next == 0 || (next >= 0xd0 && next <= 0xd7);
		if (partOfScan) {
			this.position += 2;
		}
		else {
			this.state = State.IN_SEGMENTS;
		}
		return true;
	}

}
