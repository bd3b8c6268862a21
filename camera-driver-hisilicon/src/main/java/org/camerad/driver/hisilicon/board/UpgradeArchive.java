package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * An archive for {@code sysupgrade}: a kernel and a root file system, or both in one
 * image, each with its MD5 sum, all named after the chip they are for.
 *
 * @param parts the images' sizes in bytes, by their names without the chip's
 */
record UpgradeArchive(Map<String, Long> parts) {

	static final String KERNEL = "uImage";

	static final String ROOT = "rootfs.squashfs";

	static final String WHOLE = "firmware.bin";

	private static final String SUM_SUFFIX = ".md5sum";

	/** Flash has 16 MB at most; more is no firmware. */
	private static final long MAX_UNPACKED_BYTES = 64L * 1024 * 1024;

	private static final int MAX_PADDING_BYTES = 64 * 1024;

	private static final int MAX_SUM_BYTES = 256;

	private static final int KERNEL_HEADER_BYTES = 64;

	private static final int KERNEL_NAME_OFFSET = 32;

	private static final byte[] UIMAGE_MAGIC = HexFormat.of().parseHex("27051956");

	UpgradeArchive {
		parts = Map.copyOf(parts);
	}

	/** What there will be in memory once it is unpacked. */
	long unpacked() {
		return this.parts.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Reads an archive whole.
	 * @param soc the chip that it must be for
	 * @throws IOException when it is not one for that chip, or damaged; the message says
	 * why
	 */
	static UpgradeArchive read(Path file, String soc) throws IOException {
		Map<String, Long> parts = new TreeMap<>();
		Map<String, String> sums = new TreeMap<>();
		Map<String, String> listedSums = new TreeMap<>();
		try (InputStream stream = new GZIPInputStream(Files.newInputStream(file));
				StrictTarInputStream tar = new StrictTarInputStream(stream)) {
			long total = 0;
			for (TarArchiveEntry next = tar.getNextEntry(); next != null; next = tar.getNextEntry()) {
				total += next.getSize();
				if (total > MAX_UNPACKED_BYTES) {
					throw new IOException("the archive unpacks to more than any flash has");
				}
				addMember(tar, next, soc, parts, sums, listedSums);
			}
			checkEnd(stream);
		}
		if (!sums.equals(listedSums)) {
			throw new IOException("the archive's MD5 sums are missing or wrong");
		}
		return new UpgradeArchive(checkComplete(parts));
	}

	/** Behind the last member are blocks of zeros, and behind them the sum of it all. */
	private static void checkEnd(InputStream stream) throws IOException {
		if (stream.readNBytes(MAX_PADDING_BYTES).length == MAX_PADDING_BYTES) {
			throw new IOException("the archive has more behind its end");
		}
	}

	private static void addMember(InputStream tar, TarArchiveEntry member, String soc, Map<String, Long> parts,
			Map<String, String> sums, Map<String, String> listedSums) throws IOException {
		String file = StrictTarInputStream.name(member);
		boolean sum = file.endsWith(SUM_SUFFIX);
		String name = sum ? file.substring(0, file.length() - SUM_SUFFIX.length()) : file;
		String part = part(name, soc);
		if (sum) {
			listedSums.put(part, readSum(tar, member));
		}
		else if (parts.put(part, member.getSize()) == null) {
			sums.put(part, digest(tar, part, soc));
		}
		else {
			throw new IOException("the archive has " + name + " twice");
		}
	}

	private static String part(String name, String soc) throws IOException {
		for (String part : Set.of(KERNEL, ROOT, WHOLE)) {
			if (name.equals(part + "." + soc)) {
				return part;
			}
			if (name.startsWith(part + ".")) {
				throw new IOException(
						"the archive is for " + name.substring(part.length() + 1) + ", this board is a " + soc);
			}
		}
		throw new IOException("the archive has a member that no firmware has: " + name);
	}

	private static String readSum(InputStream tar, TarArchiveEntry member) throws IOException {
		byte[] bytes = (member.getSize() > MAX_SUM_BYTES) ? new byte[0] : tar.readAllBytes();
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		return text.strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
	}

	private static String digest(InputStream tar, String part, String soc) throws IOException {
		MessageDigest digest = md5();
		byte[] head = tar.readNBytes(KERNEL_HEADER_BYTES);
		digest.update(head);
		tar.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
		if (part.equals(KERNEL)) {
			checkKernel(head, soc);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** A legacy image names the chip in its header: Linux-4.9.37-hi3516ev300. */
	private static void checkKernel(byte[] head, String soc) throws IOException {
		if (head.length < KERNEL_HEADER_BYTES
				|| !Arrays.equals(head, 0, UIMAGE_MAGIC.length, UIMAGE_MAGIC, 0, UIMAGE_MAGIC.length)) {
			return;
		}
		String name = new String(head, KERNEL_NAME_OFFSET, KERNEL_HEADER_BYTES - KERNEL_NAME_OFFSET,
				StandardCharsets.ISO_8859_1)
			.replaceAll("\0.*", "");
		String[] words = name.split("-");
		if (words.length < 3 || !words[2].equals(soc)) {
			throw new IOException(
					"the kernel is called " + name.replaceAll("[^ -~]", "?") + ", this board is a " + soc);
		}
	}

	/**
	 * The board's own updater compares these; who made the archive was checked before.
	 */
	private static MessageDigest md5() {
		try {
			return MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has MD5", ex);
		}
	}

	private static Map<String, Long> checkComplete(Map<String, Long> parts) throws IOException {
		boolean whole = parts.keySet().equals(Set.of(WHOLE));
		if (!whole && !parts.keySet().equals(Set.of(KERNEL, ROOT))) {
			throw new IOException("the archive must hold a kernel and a root file system, or one whole image");
		}
		return parts;
	}

}
