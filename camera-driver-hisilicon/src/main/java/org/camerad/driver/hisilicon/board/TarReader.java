package org.camerad.driver.hisilicon.board;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a tape archive of plain files, one after the other, and is strict: what unpacks
 * it is root.
 */
final class TarReader {

	/**
	 * A member of the archive.
	 *
	 * @param name its name without {@code ./}
	 * @param size its length in bytes
	 */
	record Member(String name, long size) {
	}

	private static final int BLOCK = 512;

	private static final int NAME_LENGTH = 100;

	private static final int SIZE = 124;

	private static final int CHECKSUM = 148;

	private static final int TYPE = 156;

	private static final int PREFIX = 345;

	private static final int NUMBER_LENGTH = 12;

	private static final int CHECKSUM_LENGTH = 8;

	private final InputStream stream;

	private long left;

	private long padding;

	TarReader(InputStream stream) {
		this.stream = stream;
	}

	/** The next plain file, empty at the archive's end. */
	Optional<Member> next() throws IOException {
		this.stream.skipNBytes(this.left + this.padding);
		this.left = 0;
		this.padding = 0;
		byte[] header = this.stream.readNBytes(BLOCK);
		if (header.length < BLOCK) {
			throw new EOFException("the archive ends in the middle");
		}
		if (isEmpty(header)) {
			return Optional.empty();
		}
		checkSum(header);
		boolean folder = header[TYPE] == '5';
		if (!folder && header[TYPE] != '0' && header[TYPE] != 0) {
			throw new IOException("the archive has members that are not plain files");
		}
		Member member = new Member(name(header), number(header, SIZE, NUMBER_LENGTH));
		if (folder && member.name().isEmpty() && member.size() == 0) {
			return next();
		}
		this.left = member.size();
		this.padding = (BLOCK - member.size() % BLOCK) % BLOCK;
		return Optional.of(member);
	}

	/** Reads on in the member; -1 at its end. */
	int read(byte[] buffer) throws IOException {
		if (this.left == 0) {
			return -1;
		}
		int count = this.stream.read(buffer, 0, (int) Math.min(buffer.length, this.left));
		if (count < 0) {
			throw new EOFException("the archive ends in the middle");
		}
		this.left -= count;
		return count;
	}

	private static boolean isEmpty(byte[] header) {
		for (byte each : header) {
			if (each != 0) {
				return false;
			}
		}
		return true;
	}

	private static String name(byte[] header) throws IOException {
		String name = text(header, 0, NAME_LENGTH);
		String plain = name.equals("./") ? "" : name.startsWith("./") ? name.substring(2) : name;
		if (header[PREFIX] != 0 && !text(header, PREFIX, 1).isBlank() || !plain.matches("[A-Za-z0-9._-]{0,90}")
				|| plain.startsWith(".")) {
			throw new IOException("the archive has a member with an unexpected name");
		}
		return plain;
	}

	private static String text(byte[] header, int offset, int length) {
		int end = offset;
		while (end < offset + length && header[end] != 0) {
			end++;
		}
		return new String(header, offset, end - offset, StandardCharsets.ISO_8859_1);
	}

	private static long number(byte[] header, int offset, int length) throws IOException {
		String digits = text(header, offset, length).strip();
		if (!digits.matches("[0-7]{1,11}")) {
			throw new IOException("not a tape archive");
		}
		return Long.parseLong(digits, 8);
	}

	private static void checkSum(byte[] header) throws IOException {
		long sum = 0;
		for (int i = 0; i < BLOCK; i++) {
			boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
			sum += own ? ' ' : header[i] & 0xff;
		}
		if (sum != number(header, CHECKSUM, CHECKSUM_LENGTH)) {
			throw new IOException("not a tape archive");
		}
	}

}
