package org.camerad.driver.pi.video;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Takes whole JPEGs out of a stream of them (ITU-T T.81, annex B). What is none, or is
 * larger than any picture, is passed over until the next one begins. One thread.
 */
final class JpegSplitter {

	/** More than a good JPEG of the largest picture of any camera module. */
	private static final int LARGEST = 24 * 1024 * 1024;

	private static final int START_OF_IMAGE = 0xd8;

	private static final int END_OF_IMAGE = 0xd9;

	private static final int START_OF_SCAN = 0xda;

	private final InputStream stream;

	private final byte[] buffer = new byte[64 * 1024];

	private int position;

	private int limit;

	private byte[] jpeg = new byte[256 * 1024];

	private int length;

	private int width;

	private int height;

	JpegSplitter(InputStream stream) {
		this.stream = stream;
	}

	/** The next whole JPEG, null when the stream has ended. */
	byte @Nullable [] next() throws IOException {
		while (findStart()) {
			if (readImage()) {
				return Arrays.copyOf(this.jpeg, this.length);
			}
		}
		return null;
	}

	/** The width of the JPEG that {@link #next} gave last. */
	int width() {
		return this.width;
	}

	int height() {
		return this.height;
	}

	private boolean findStart() throws IOException {
		int former = 0;
		for (int next = read(); next >= 0; next = read()) {
			if (former == 0xff && next == START_OF_IMAGE) {
				this.length = 0;
				this.width = 0;
				keep(0xff);
				keep(START_OF_IMAGE);
				return true;
			}
			former = next;
		}
		return false;
	}

	/** Reads segments to the end of the image; false when it is not one. */
	private boolean readImage() throws IOException {
		int marker = marker(read());
		while (marker >= 0) {
			if (marker == END_OF_IMAGE) {
				return this.width > 0;
			}
			if (marker < 0xc0 || (marker >= 0xd0 && marker <= START_OF_IMAGE) || !segment(marker)) {
				return false;
			}
			marker = (marker == START_OF_SCAN) ? scan() : marker(read());
		}
		return false;
	}

	/** The marker that begins with this byte, -1 when none does. */
	private int marker(int first) throws IOException {
		int next = first;
		if (next != 0xff) {
			return -1;
		}
		while (next == 0xff) {
			next = read();
		}
		return keep(0xff) && keep(next) ? next : -1;
	}

	private boolean segment(int marker) throws IOException {
		int high = read();
		int low = read();
		int size = high << 8 | low;
		if (high < 0 || low < 0 || size < 2 || !keep(high) || !keep(low)) {
			return false;
		}
		int begin = this.length;
		for (int i = 2; i < size; i++) {
			if (!keep(read())) {
				return false;
			}
		}
		boolean frame = marker >= 0xc0 && marker <= 0xc2 && size >= 8;
		if (frame) {
			this.height = number(begin + 1);
			this.width = number(begin + 3);
		}
		return true;
	}

	private int number(int at) {
		return (this.jpeg[at] & 0xff) << 8 | (this.jpeg[at + 1] & 0xff);
	}

	/** Reads the coded samples; the marker behind them, -1 when there is none. */
	private int scan() throws IOException {
		while (true) {
			if (!keepPlain() || !keep(read())) {
				return -1;
			}
			int next = read();
			if (!keep(next)) {
				return -1;
			}
			boolean partOfScan = next == 0 || (next >= 0xd0 && next <= 0xd7);
			if (!partOfScan) {
				return next;
			}
		}
	}

	/** Keeps what comes before the next 0xff, many bytes at a time. */
	private boolean keepPlain() throws IOException {
		while (fill()) {
			int end = this.position;
			while (end < this.limit && this.buffer[end] != (byte) 0xff) {
				end++;
			}
			int count = end - this.position;
			if (!room(count)) {
				return false;
			}
			System.arraycopy(this.buffer, this.position, this.jpeg, this.length, count);
			this.length += count;
			this.position = end;
			if (end < this.limit) {
				return true;
			}
		}
		return false;
	}

	private boolean room(int count) {
		if (this.length + count > LARGEST) {
			return false;
		}
		if (this.length + count > this.jpeg.length) {
			this.jpeg = Arrays.copyOf(this.jpeg, Math.max(this.jpeg.length * 2, this.length + count));
		}
		return true;
	}

	private boolean keep(int value) {
		if (value < 0 || !room(1)) {
			return false;
		}
		this.jpeg[this.length++] = (byte) value;
		return true;
	}

	private int read() throws IOException {
		return fill() ? this.buffer[this.position++] & 0xff : -1;
	}

	/** Whether there is something in the buffer; false at the end of the stream. */
	private boolean fill() throws IOException {
		if (this.position == this.limit) {
			this.position = 0;
			this.limit = Math.max(0, this.stream.read(this.buffer));
		}
		return this.position < this.limit;
	}

}
