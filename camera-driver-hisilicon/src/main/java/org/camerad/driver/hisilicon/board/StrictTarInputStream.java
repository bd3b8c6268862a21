package org.camerad.driver.hisilicon.board;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * A tar archive of plain files in one folder. It is strict, because root unpacks the
 * archive and busybox interprets extended headers differently.
 */
final class StrictTarInputStream extends TarArchiveInputStream {

	private static final int TYPE_OFFSET = 156;

	StrictTarInputStream(InputStream stream) {
		super(stream, TarConstants.DEFAULT_BLKSIZE, TarConstants.DEFAULT_RCDSIZE, StandardCharsets.ISO_8859_1.name(),
				false);
	}

	/** Returns the next plain file; null at the end of the archive. */
	@Override
	public @Nullable TarArchiveEntry getNextEntry() throws IOException {
		TarArchiveEntry entry = super.getNextEntry();
		if (entry == null) {
			return null;
		}
		if (!entry.isCheckSumOK()) {
			throw new IOException("the archive has a header with a wrong checksum");
		}
		if (entry.isDirectory() && entry.getName().equals("./") && entry.getSize() == 0) {
			return getNextEntry();
		}
		String name = name(entry);
		if (!entry.isFile() || !name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,89}")) {
			throw new IOException("the archive has a member with an unexpected name");
		}
		return entry;
	}

	/** Returns the name of a member without {@code ./}. */
	static String name(TarArchiveEntry entry) {
		return entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
	}

	/** Reads a header. Throws for links, devices and extensions. */
	@Override
	protected byte[] readRecord() throws IOException {
		byte[] header = super.readRecord();
		if (header == null && !isAtEOF()) {
			throw new EOFException("the archive is truncated");
		}
		byte type = (header == null) ? TarConstants.LF_OLDNORM : header[TYPE_OFFSET];
		if (type != TarConstants.LF_NORMAL && type != TarConstants.LF_OLDNORM && type != TarConstants.LF_DIR) {
			throw new IOException("the archive has members that are not plain files");
		}
		return header;
	}

}
