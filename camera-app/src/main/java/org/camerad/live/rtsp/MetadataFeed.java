package org.camerad.live.rtsp;

import java.util.Optional;

/**
 * A feed of metadata documents about one stream. Used by one thread, which it does not
 * block.
 */
@FunctionalInterface
public interface MetadataFeed {

	/** The query of an address whose description has a metadata track. */
	String QUERY = "metadata=1";

	/**
	 * Returns what has happened since the last call, empty for nothing.
	 * @param complete whether the document must tell the whole state, because a client
	 * begins with it
	 */
	Optional<Document> next(boolean complete);

	/**
	 * A document.
	 *
	 * @param xml its text
	 * @param timeNanos the time that it is about, a {@link System#nanoTime()}
	 */
	record Document(byte[] xml, long timeNanos) {
	}

}
