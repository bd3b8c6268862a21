package org.camerad.firmware;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of an archive with their position, and with a limit on what the next header
 * may take: a header can claim a name of gigabytes. One thread.
 */
final class SwuInputStream extends FilterInputStream {

	/** A header, a name of 255 characters, and padding. */
	private static final int MAX_HEADER_BYTES = 512;

	private long position;

	private long limit = Long.MAX_VALUE;

	private @Nullable IOException failure;

	SwuInputStream(InputStream in) {
		super(in);
	}

	/** Returns the number of bytes that were read. */
	long position() {
		return this.position;
	}

	/** Limits the following reads to one header. */
	void startHeader() {
		this.limit = this.position + MAX_HEADER_BYTES;
	}

	/** Ends the limit of {@link #startHeader}. */
	void endHeader() {
		this.limit = Long.MAX_VALUE;
	}

	/** Returns the failure of the source, null as long as it can be read. */
	@Nullable IOException failure() {
		return this.failure;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (length > this.limit - this.position) {
			throw RefusedImageException.notGenuine("a header of the archive is too long");
		}
		try {
			int read = this.in.read(bytes, offset, length);
			this.position += Math.max(0, read);
			return read;
		}
		catch (IOException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	@Override
	public long skip(long count) throws IOException {
		return read(new byte[(int) Math.min(count, 4096)], 0, (int) Math.min(count, 4096));
	}

	/** Leaves the source open, because what follows in it may have to be read. */
	@Override
	public void close() {
	}

	@Override
	public boolean markSupported() {
		return false;
	}

}
