package org.camerad.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import org.camerad.camera.CameraFailure;
import org.camerad.cgi.CameraPart;
import org.camerad.cgi.ParameterException;
import org.camerad.cgi.RequestBody;

/**
 * A receiver of firmware images for one camera, one at a time, because a camera's flash
 * has no room for two. Any thread.
 */
public final class FirmwareUpload implements CameraPart {

	private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(10);

	private static final long MIN_BYTES_PER_SECOND = 4096;

	private final Path folder;

	private final long maxBytes;

	private final Semaphore upload = new Semaphore(1);

	/**
	 * Creates a receiver.
	 * @param folder the folder for the image during the upload
	 * @param maxBytes the size of the largest image that is accepted
	 */
	public FirmwareUpload(Path folder, long maxBytes) {
		this.folder = folder;
		this.maxBytes = maxBytes;
	}

	/** Returns the limits of an image on its way. */
	RequestBody.Limits limits() {
		return new RequestBody.Limits(this.maxBytes, UPLOAD_TIMEOUT, MIN_BYTES_PER_SECOND);
	}

	/**
	 * Checks the size of an image in bytes.
	 * @throws ParameterException when it is too large
	 */
	void checkSize(long size) {
		if (size > this.maxBytes) {
			throw new ParameterException("firmware too large");
		}
	}

	/**
	 * Writes an image to the disk and removes it again.
	 * @throws ParameterException when it is empty, too large or takes too long
	 * @throws CameraFailure UNAVAILABLE while another image is being received
	 */
	void receive(InputStream body) throws IOException {
		if (!this.upload.tryAcquire()) {
			throw CameraFailure.unavailable();
		}
		try {
			store(body);
		}
		catch (SocketTimeoutException ex) {
			throw new ParameterException("error, parse firmware");
		}
		finally {
			this.upload.release();
		}
	}

	private void store(InputStream body) throws IOException {
		Path file = Files.createTempFile(this.folder, "firmware-", ".part");
		try (body; OutputStream written = Files.newOutputStream(file)) {
			if (copy(body, written) == 0) {
				throw new ParameterException("error, parse firmware");
			}
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	private long copy(InputStream body, OutputStream written) throws IOException {
		byte[] buffer = new byte[16 * 1024];
		long size = 0;
		for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
			size += read;
			checkSize(size);
			written.write(buffer, 0, read);
		}
		return size;
	}

}
