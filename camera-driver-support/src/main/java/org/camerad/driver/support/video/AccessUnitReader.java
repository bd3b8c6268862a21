package org.camerad.driver.support.video;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.camerad.driver.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A reader of access units from an H.264 byte stream (ITU-T H.264, annex B; 7.4.1.2.3
 * defines where one begins). An access unit is known to be complete when the next one
 * begins. A key frame without parameter sets gets the last ones of the stream. Not
 * thread-safe.
 */
public final class AccessUnitReader {

	private static final int MAX_BYTES = 16 * 1024 * 1024;

	private static final int SLICE = 1;

	private static final int KEY_SLICE = 5;

	private static final int ENHANCEMENT = 6;

	private static final int SEQUENCE = 7;

	private static final int PICTURE = 8;

	private static final int DELIMITER = 9;

	private final InputStream stream;

	private byte[] buffer = new byte[64 * 1024];

	private int limit;

	/** The index at which the current unit begins. */
	private int start;

	/** The index at which the search for the next start code continues. */
	private int searched;

	private boolean started;

	private byte @Nullable [] waiting;

	private byte @Nullable [] sequence;

	private byte @Nullable [] picture;

	/**
	 * An access unit.
	 *
	 * @param data the access unit in Annex B form
	 * @param key whether decoding can start here
	 */
	public record Unit(byte[] data, boolean key) {
	}

	/**
	 * Creates a reader.
	 * @param stream the stream; the reader does not close it
	 */
	public AccessUnitReader(InputStream stream) {
		this.stream = stream;
	}

	/**
	 * Returns the next access unit. Blocks until it is complete.
	 * @return null at the end of the stream
	 * @throws IOException if the stream cannot be read or a unit exceeds the maximum size
	 */
	public @Nullable Unit next() throws IOException {
		ByteArrayOutputStream data = new ByteArrayOutputStream(32 * 1024);
		boolean coded = false;
		boolean key = false;
		boolean parameters = false;
		for (byte[] unit = take(); unit != null; unit = take()) {
			int type = NalUnit.of(unit).type(Codec.H264);
			if (coded && begins(type, unit)) {
				this.waiting = unit;
				return unit(data, key, parameters);
			}
			remember(type, unit);
			coded |= type == SLICE || type == KEY_SLICE;
			key |= type == KEY_SLICE;
			parameters |= type == SEQUENCE;
			AnnexB.write(data, unit);
			check(data.size());
		}
		return coded ? unit(data, key, parameters) : null;
	}

	private Unit unit(ByteArrayOutputStream data, boolean key, boolean parameters) {
		byte[] first = this.sequence;
		byte[] second = this.picture;
		if (!key || parameters || first == null || second == null) {
			return new Unit(data.toByteArray(), key);
		}
		ByteArrayOutputStream whole = new ByteArrayOutputStream(data.size() + 64);
		AnnexB.write(whole, first);
		AnnexB.write(whole, second);
		whole.writeBytes(data.toByteArray());
		return new Unit(whole.toByteArray(), true);
	}

	private void remember(int type, byte[] unit) {
		if (type == SEQUENCE) {
			this.sequence = unit;
		}
		if (type == PICTURE) {
			this.picture = unit;
		}
	}

	/** Returns whether a unit after a coded slice belongs to the next access unit. */
	private static boolean begins(int type, byte[] unit) {
		boolean firstSlice = (type == SLICE || type == KEY_SLICE) && unit.length > 1 && (unit[1] & 0x80) != 0;
		return firstSlice || type == ENHANCEMENT || type == SEQUENCE || type == PICTURE || type == DELIMITER;
	}

	private byte @Nullable [] take() throws IOException {
		byte[] first = this.waiting;
		this.waiting = null;
		return (first != null) ? first : read();
	}

	/** Returns the next unit without its start code; null at the end. */
	private byte @Nullable [] read() throws IOException {
		boolean more = true;
		while (more) {
			int next = AnnexB.afterStartCode(this.buffer, this.searched, this.limit);
			byte[] unit = null;
			if (next >= 0) {
				unit = unit(next - 3);
				this.started = true;
				this.start = next;
				this.searched = next;
			}
			else {
				this.searched = Math.max(this.start, this.limit - 2);
				more = fill();
				unit = more ? null : last();
			}
			if (unit != null) {
				return unit;
			}
		}
		return null;
	}

	private byte @Nullable [] last() {
		byte[] unit = unit(this.limit);
		this.start = this.limit;
		this.searched = this.limit;
		return unit;
	}

	/** Returns the current unit; null if it is empty. */
	private byte @Nullable [] unit(int end) {
		int trimmed = AnnexB.trimmed(this.buffer, this.start, end);
		return (this.started && trimmed > this.start) ? Arrays.copyOfRange(this.buffer, this.start, trimmed) : null;
	}

	/** Reads more bytes into the buffer; returns false at the end of the stream. */
	private boolean fill() throws IOException {
		if (!this.started) {
			this.start = this.searched;
		}
		if (this.limit == this.buffer.length) {
			this.limit -= this.start;
			this.searched -= this.start;
			System.arraycopy(this.buffer, this.start, this.buffer, 0, this.limit);
			this.start = 0;
			if (this.limit > this.buffer.length / 2) {
				check(this.limit);
				this.buffer = Arrays.copyOf(this.buffer, 2 * this.buffer.length);
			}
		}
		int count = this.stream.read(this.buffer, this.limit, this.buffer.length - this.limit);
		this.limit += Math.max(0, count);
		return count > 0;
	}

	private static void check(int bytes) throws IOException {
		if (bytes > MAX_BYTES) {
			throw new IOException("the stream is not H.264");
		}
	}

}
