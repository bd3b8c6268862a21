package org.camerad.firmware;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;
import org.jspecify.annotations.Nullable;

/**
 * A reader of SWUpdate's {@code .swu}: a cpio archive (newc or crc) with
 * {@code sw-description}, its signature, and the images that it names. Reads each archive
 * once from its first byte to its last, and accepts it only as a whole. Immutable.
 */
final class SwuReader {

	static final int MAX_ENTRIES = 64;

	private static final String DESCRIPTION = "sw-description";

	private static final String SIGNATURE = "sw-description.sig";

	private static final int MAX_DESCRIPTION_BYTES = 64 * 1024;

	private static final int MAX_SIGNATURE_BYTES = 4096;

	/** The block size to which cpio programs fill archives. */
	private static final int PADDING = 512;

	private static final Set<Short> FORMATS = Set.of(CpioConstants.FORMAT_NEW, CpioConstants.FORMAT_NEW_CRC);

	private final FirmwareKeys keys;

	private final DescriptionCheck check;

	/** A check of a description whose signature is good. */
	@FunctionalInterface
	interface DescriptionCheck {

		void check(SwDescription description) throws RefusedImageException;

	}

	/**
	 * The place of an image in its archive.
	 *
	 * @param offset the position of its first byte
	 * @param size its size in bytes
	 */
	record Extent(long offset, long size) {
	}

	/**
	 * A verified archive.
	 *
	 * @param description its description
	 * @param files the place of each image by file name, in the order of the archive
	 */
	record Layout(SwDescription description, Map<String, Extent> files) {
	}

	SwuReader(FirmwareKeys keys, DescriptionCheck check) {
		this.keys = keys;
		this.check = check;
	}

	/**
	 * Reads an archive to its end.
	 * @throws RefusedImageException when it is not genuine
	 * @throws IOException when the source cannot be read
	 */
	Layout read(InputStream source) throws IOException {
		SwuInputStream archive = new SwuInputStream(source);
		try (CpioArchiveInputStream cpio = new CpioArchiveInputStream(archive, 1)) {
			SwDescription description = description(archive, cpio);
			Map<String, Extent> files = new LinkedHashMap<>();
			for (CpioArchiveEntry entry = next(archive, cpio); entry != null; entry = next(archive, cpio)) {
				verify(entry, cpio, description, files, archive.position());
			}
			if (files.size() < description.images().size()) {
				throw RefusedImageException.notGenuine("an image of sw-description is missing in the archive");
			}
			checkEnd(archive);
			return new Layout(description, files);
		}
		catch (IOException | RuntimeException ex) {
			throw refusal(archive, ex);
		}
	}

	/** Returns the failure of the source, or else the refusal of its content. */
	private static IOException refusal(SwuInputStream archive, Exception ex) {
		IOException failure = archive.failure();
		if (failure != null) {
			return failure;
		}
		return (ex instanceof RefusedImageException refusal) ? refusal
				: RefusedImageException.notGenuine("it is not a whole cpio archive: " + reason(ex));
	}

	/** Returns why an archive cannot be read. A premature end often has no message. */
	private static String reason(Exception ex) {
		String message = ex.getMessage();
		return (message != null) ? message : (ex instanceof EOFException) ? "it ends too early" : ex.toString();
	}

	private SwDescription description(SwuInputStream archive, CpioArchiveInputStream cpio) throws IOException {
		byte[] content = small(DESCRIPTION, MAX_DESCRIPTION_BYTES, archive, cpio);
		byte[] signature = small(SIGNATURE, MAX_SIGNATURE_BYTES, archive, cpio);
		if (this.keys.isEmpty()) {
			throw RefusedImageException.notGenuine("no key is trusted: set camera.firmware.keys");
		}
		if (!this.keys.verify(content, signature)) {
			throw RefusedImageException
				.notGenuine("sw-description is not signed with one of the keys in camera.firmware.keys");
		}
		SwDescription description = SwDescription.parse(content);
		this.check.check(description);
		if (description.images().size() + 2 > MAX_ENTRIES) {
			throw RefusedImageException.notGenuine("it has more than " + MAX_ENTRIES + " entries");
		}
		return description;
	}

	private static byte[] small(String name, int maxBytes, SwuInputStream archive, CpioArchiveInputStream cpio)
			throws IOException {
		CpioArchiveEntry entry = next(archive, cpio);
		if (entry == null || !name.equals(entry.getName())) {
			throw RefusedImageException.notGenuine("the archive does not begin with " + DESCRIPTION + ", " + SIGNATURE);
		}
		if (entry.getSize() > maxBytes) {
			throw RefusedImageException.notGenuine(name + " is larger than " + maxBytes + " bytes");
		}
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		cpio.transferTo(content);
		return content.toByteArray();
	}

	/** Returns the next entry, null after the last one. Only plain files are entries. */
	private static @Nullable CpioArchiveEntry next(SwuInputStream archive, CpioArchiveInputStream cpio)
			throws IOException {
		archive.startHeader();
		CpioArchiveEntry entry = cpio.getNextEntry();
		archive.endHeader();
		if (entry == null) {
			return null;
		}
		if (!FORMATS.contains(entry.getFormat())) {
			throw RefusedImageException.notGenuine("the archive is neither cpio newc nor cpio crc");
		}
		if (!entry.isRegularFile() || entry.getNumberOfLinks() > 1) {
			throw RefusedImageException.notGenuine("an entry of the archive is a link, a folder or a device");
		}
		return entry;
	}

	/** Reads an image and compares its digest with the description's. */
	private static void verify(CpioArchiveEntry entry, CpioArchiveInputStream cpio, SwDescription description,
			Map<String, Extent> files, long offset) throws IOException {
		String digest = description.images().get(entry.getName());
		if (digest == null) {
			throw RefusedImageException.notGenuine("the archive has an entry that sw-description does not name");
		}
		if (files.put(entry.getName(), new Extent(offset, entry.getSize())) != null) {
			throw RefusedImageException.notGenuine("the archive has " + entry.getName() + " twice");
		}
		MessageDigest sha256 = sha256();
		new DigestInputStream(cpio, sha256).transferTo(OutputStream.nullOutputStream());
		if (!HexFormat.of().formatHex(sha256.digest()).equals(digest)) {
			throw RefusedImageException.notGenuine(entry.getName() + " does not have the signed digest");
		}
	}

	/** Checks that nothing but the padding of a cpio program follows the trailer. */
	private static void checkEnd(SwuInputStream archive) throws IOException {
		long padding = Math.floorMod(-archive.position(), PADDING);
		byte[] rest = archive.readNBytes(PADDING);
		boolean padded = rest.length == 0 || rest.length == padding;
		for (byte each : rest) {
			padded &= each == 0;
		}
		if (!padded) {
			throw RefusedImageException.notGenuine("there are bytes behind the end of the archive");
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
