package org.camerad.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

import org.camerad.cgi.RequestBody;
import org.camerad.driver.FirmwareImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receiver of firmware images. An image is verified while it arrives, and once more as
 * it is on the disk. Any thread.
 */
final class ImageReceiver {

	private static final Logger logger = LoggerFactory.getLogger(ImageReceiver.class);

	private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(10);

	private static final long MIN_BYTES_PER_SECOND = 4096;

	/** The space that an upload leaves to the settings. */
	private static final long RESERVED_BYTES = 1024 * 1024;

	private final Path folder;

	private final long maxBytes;

	private final FirmwareKeys keys;

	/**
	 * Creates a receiver.
	 * @param folder the folder for the image during the upload
	 * @param maxBytes the size of the largest image that is accepted
	 */
	ImageReceiver(Path folder, long maxBytes, FirmwareKeys keys) {
		this.folder = folder;
		this.maxBytes = maxBytes;
		this.keys = keys;
	}

	/** Returns the limits of an image on its way. */
	RequestBody.Limits limits() {
		return new RequestBody.Limits(this.maxBytes, UPLOAD_TIMEOUT, MIN_BYTES_PER_SECOND);
	}

	/**
	 * Checks the size that a request announces.
	 * @param length the length in bytes, -1 if it is unknown
	 * @throws RefusedImageException when the image is empty, too large, or larger than
	 * the free space
	 */
	void checkLength(long length) throws IOException {
		if (length == 0) {
			throw RefusedImageException.notParsed("it is empty");
		}
		if (length > this.maxBytes) {
			throw RefusedImageException.tooLarge("it is larger than " + this.maxBytes + " bytes");
		}
		if (Math.max(length, 0) > freeBytes()) {
			throw noSpace();
		}
	}

	private long freeBytes() throws IOException {
		return Files.getFileStore(this.folder).getUsableSpace() - RESERVED_BYTES;
	}

	private static RefusedImageException noSpace() {
		return RefusedImageException.tooLarge("there is not enough free space in the data folder");
	}

	/**
	 * Receives an image and verifies it.
	 * @param progress accepts the number of bytes that were received
	 * @param verifying runs when everything was received
	 * @return the image; the caller closes it
	 * @throws RefusedImageException when the image is refused; nothing is left of it
	 * @throws IOException when it cannot be received or stored; nothing is left of it
	 */
	ReceivedImage receive(InputStream body, SwuReader.DescriptionCheck check, LongConsumer progress, Runnable verifying)
			throws IOException {
		ImageFile file = ImageFile.create(this.folder);
		try {
			SwuReader reader = new SwuReader(this.keys, check);
			readBody(new ImageBody(body, file, this.maxBytes, progress), reader);
			verifying.run();
			return image(file, reader.read(file.open()));
		}
		catch (IOException | RuntimeException ex) {
			boolean full = !(ex instanceof RefusedImageException) && freeBytes() < 0;
			file.close();
			if (full) {
				throw noSpace();
			}
			throw ex;
		}
	}

	private static void readBody(ImageBody body, SwuReader reader) throws IOException {
		try {
			reader.read(body);
		}
		catch (RefusedImageException ex) {
			if (body.isRefused()) {
				throw ex;
			}
			body.drain();
			throw body.isEmpty() ? RefusedImageException.notParsed("it is empty") : ex;
		}
	}

	private static ReceivedImage image(ImageFile file, SwuReader.Layout layout) {
		Map<String, FirmwareImage.Content> files = new LinkedHashMap<>();
		layout.files().forEach((name, extent) -> files.put(name, file.part(extent.offset(), extent.size())));
		return new ReceivedImage(file, new FirmwareImage(layout.description().version(), file, files));
	}

	/**
	 * A verified image and the file that holds it.
	 *
	 * @param image the image, readable until this is closed
	 */
	record ReceivedImage(ImageFile file, FirmwareImage image) implements AutoCloseable {

		@Override
		public void close() {
			try {
				this.file.close();
			}
			catch (IOException ex) {
				logger.warn("the file of a firmware image cannot be closed: {}", ex.toString());
			}
		}

	}

}
