package org.camerad.driver.pi.video;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * Takes access units out of an H.264 byte stream (ITU-T H.264, annex B; 7.4.1.2.3 says
 * where one begins). An access unit is known to be whole when the next one begins. A key
 * frame whose parameter sets are missing gets those that came before. One thread.
 */
final class AccessUnitReader {

	private static final int LARGEST = 16 * 1024 * 1024;

	private static final int SLICE = 1;

	private static final int KEY_SLICE = 5;

	private static final int ENHANCEMENT = 6;

	private static final int SEQUENCE = 7;

	private static final int PICTURE = 8;

	private static final int DELIMITER = 9;

	private static final byte[] START = { 0, 0, 0, 1 };

	private final InputStream stream;

	private final byte[] buffer = new byte[64 * 1024];

	private int position;

	private int limit;

	private boolean started;

	private boolean ended;

	private byte @Nullable [] waiting;

	private byte @Nullable [] sequence;

	private byte @Nullable [] picture;

	/**
	 * An access unit.
	 *
	 * @param data in Annex B form
	 * @param key whether decoding can start here
	 */
	record Unit(byte[] data, boolean key) {
	}

	AccessUnitReader(InputStream stream) {
		this.stream = stream;
	}

	/** The next access unit, null when the stream has ended. */
	@Nullable Unit next() throws IOException {
		ByteArrayOutputStream data = new ByteArrayOutputStream(32 * 1024);
		boolean coded = false;
		boolean key = false;
		boolean parameters = false;
		for (byte[] unit = take(); unit != null; unit = take()) {
			int type = unit[0] & 0x1f;
			if (coded && begins(type, unit)) {
				this.waiting = unit;
				return unit(data, key, parameters);
			}
			remember(type, unit);
			coded |= type == SLICE || type == KEY_SLICE;
			key |= type == KEY_SLICE;
			parameters |= type == SEQUENCE;
			data.writeBytes(START);
			data.writeBytes(unit);
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
		whole.writeBytes(START);
		whole.writeBytes(first);
		whole.writeBytes(START);
		whole.writeBytes(second);
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

	/** Whether a unit after a coded slice belongs to the next access unit. */
	private static boolean begins(int type, byte[] unit) {
		boolean firstSlice = (type == SLICE || type == KEY_SLICE) && unit.length > 1 && (unit[1] & 0x80) != 0;
		return firstSlice || type == ENHANCEMENT || type == SEQUENCE || type == PICTURE || type == DELIMITER;
	}

	private byte @Nullable [] take() throws IOException {
		byte[] first = this.waiting;
		this.waiting = null;
		return (first != null) ? first : read();
	}

	/** The next unit without its start code, null at the end. */
	private byte @Nullable [] read() throws IOException {
		ByteArrayOutputStream unit = new ByteArrayOutputStream(16 * 1024);
		int zeros = 0;
		while (!this.ended) {
			int next = readByte();
			if (next == 0) {
				zeros++;
			}
			else if (next < 0 || (next == 1 && zeros >= 2)) {
				this.ended = next < 0;
				boolean whole = this.started && unit.size() > 0;
				this.started = true;
				zeros = 0;
				if (whole) {
					return unit.toByteArray();
				}
				unit.reset();
			}
			else {
				for (; zeros > 0; zeros--) {
					unit.write(0);
				}
				unit.write(next);
				if (unit.size() > LARGEST) {
					throw new IOException("the encoder gives no H.264");
				}
			}
		}
		return null;
	}

	private int readByte() throws IOException {
		if (this.position == this.limit) {
			this.position = 0;
			this.limit = Math.max(0, this.stream.read(this.buffer));
			if (this.limit == 0) {
				return -1;
			}
		}
		return this.buffer[this.position++] & 0xff;
	}

}
