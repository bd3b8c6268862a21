package org.camerad.driver;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A firmware image that the application has verified: its signature, the digest of each
 * file, the model and the version. Its content cannot change and can be read until
 * {@link Firmware#install} returns.
 *
 * @param version the version, such as {@code 2.0.0}
 * @param archive the whole archive as it was received (SWUpdate's {@code .swu})
 * @param files the images in the archive by file name, in their order. Names are plain:
 * letters, digits, dots, hyphens, underscores and plus signs
 */
public record FirmwareImage(String version, Content archive, Map<String, Content> files) {

	/** Creates an image. */
	public FirmwareImage {
		files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
	}

	/** Bytes that can be read repeatedly, from any thread. */
	public interface Content {

		/** Returns the size in bytes. */
		long size();

		/**
		 * Returns a stream from the first byte.
		 * @throws IOException if the content cannot be read
		 */
		InputStream open() throws IOException;

	}

}
