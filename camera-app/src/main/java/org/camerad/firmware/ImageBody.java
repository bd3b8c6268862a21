package org.camerad.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a request that uploads an image. Each byte that is read is written to a
 * file as well. Ends with a refusal when it is too large or does not arrive. One thread.
 */
final class ImageBody extends InputStream {

	private static final Logger logger = LoggerFactory.getLogger(ImageBody.class);

	private final InputStream body;

	private final long maxBytes;

	private final LongConsumer progress;

	private @Nullable ImageFile file;

	private long received;

	private boolean refused;

	/**
	 * Starts to receive a body.
	 * @param file the file to which the bytes are written
	 * @param maxBytes the size of the largest body that is accepted
	 * @param progress accepts the number of bytes that were received
	 */
	ImageBody(InputStream body, ImageFile file, long maxBytes, LongConsumer progress) {
		this.body = body;
		this.file = file;
		this.maxBytes = maxBytes;
		this.progress = progress;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = receive(bytes, offset, length);
		if (read > 0) {
			this.received += read;
			checkSize();
			ImageFile target = this.file;
			if (target != null) {
				target.append(bytes, offset, read);
			}
			this.progress.accept(this.received);
		}
		return read;
	}

	private int receive(byte[] bytes, int offset, int length) throws RefusedImageException {
		try {
			return this.body.read(bytes, offset, length);
		}
		catch (IOException ex) {
			logger.debug("an upload cannot be read", ex);
			throw refuse(RefusedImageException.notParsed("the upload broke off or was too slow"));
		}
	}

	private void checkSize() throws RefusedImageException {
		if (this.received > this.maxBytes) {
			throw refuse(RefusedImageException.tooLarge("it is larger than " + this.maxBytes + " bytes"));
		}
	}

	private RefusedImageException refuse(RefusedImageException refusal) {
		this.refused = true;
		return refusal;
	}

	/** Returns whether the body itself was refused, so that no more of it is read. */
	boolean isRefused() {
		return this.refused;
	}

	/** Returns whether nothing was received. */
	boolean isEmpty() {
		return this.received == 0;
	}

	/**
	 * Reads the rest without storing it, up to the same size, so that a client that reads
	 * the response only after it has sent everything gets it.
	 */
	void drain() throws IOException {
		this.file = null;
		byte[] discarded = new byte[16 * 1024];
		while (read(discarded) >= 0) {
			// Nothing is kept.
		}
	}

}
