package org.camerad.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file for browsers, kept compressed. Immutable.
 *
 * @param type the media type
 * @param hash the beginning of the SHA-256 of the content, in hexadecimal
 * @param gzip the compressed content; shared, so it must not be changed
 */
record Asset(String type, String hash, byte[] gzip) {

	private static final int HASH_BYTES = 8;

	static Asset of(String type, byte[] content) {
		return new Asset(type, HexFormat.of().formatHex(sha256(content), 0, HASH_BYTES), compress(content));
	}

	static Asset of(String type, String content) {
		return of(type, content.getBytes(StandardCharsets.UTF_8));
	}

	/** Returns the SHA-256 of a content. */
	static byte[] sha256(byte[] content) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(content);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Returns the content as it was before its compression. */
	byte[] content() {
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(this.gzip))) {
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] compress(byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 3 + 64);
		try (GZIPOutputStream out = new GZIPOutputStream(bytes) {
			{
				this.def.setLevel(Deflater.BEST_COMPRESSION);
			}
		}) {
			out.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
