package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
 * An archive for {@code sysupgrade}: a kernel and a root file system, or one complete
 * image. Each has an MD5 sum, and all names end with the chip.
 *
 * @param parts the sizes of the images in bytes, by their names without the chip
 */
record UpgradeArchive(Map<String, Long> parts) {

	static final String KERNEL = "uImage";

	static final String ROOT = "rootfs.squashfs";

	static final String FULL_IMAGE = "firmware.bin";

	private static final String SUM_SUFFIX = ".md5sum";

	/** Flash has at most 16 MB, so a larger archive is not firmware. */
	private static final long MAX_UNPACKED_BYTES = 64L * 1024 * 1024;

	private static final int MAX_PADDING_BYTES = 64 * 1024;

	private static final int MAX_SUM_BYTES = 256;

	private static final int KERNEL_HEADER_BYTES = 64;

	private static final int KERNEL_NAME_OFFSET = 32;

	private static final byte[] UIMAGE_MAGIC = HexFormat.of().parseHex("27051956");

	UpgradeArchive {
		parts = Map.copyOf(parts);
	}

	/** Returns the size of the unpacked archive in bytes. */
	long unpacked() {
		return this.parts.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Reads and verifies an archive.
	 * @param soc the chip that it must be for
	 * @throws IOException if the archive is for another chip or damaged; the message has
	 * the reason
	 */
	static UpgradeArchive read(InputStream archive, String soc) throws IOException {
		Map<String, Long> parts = new TreeMap<>();
		Map<String, String> sums = new TreeMap<>();
		Map<String, String> listedSums = new TreeMap<>();
		try (InputStream stream = new GZIPInputStream(archive);
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

	/**
	 * Checks that only zero blocks follow the last member. Reads to the end of the
	 * stream, so that gzip verifies its checksum.
	 */
	private static void checkEnd(InputStream stream) throws IOException {
		if (stream.readNBytes(MAX_PADDING_BYTES).length == MAX_PADDING_BYTES) {
			throw new IOException("the archive has data after its end");
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
		for (String part : Set.of(KERNEL, ROOT, FULL_IMAGE)) {
			if (name.equals(part + "." + soc)) {
				return part;
			}
			if (name.startsWith(part + ".")) {
				throw new IOException(
						"the archive is for " + name.substring(part.length() + 1) + ", this board is a " + soc);
			}
		}
		throw new IOException("the archive has an unexpected member: " + name);
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

	/**
	 * Checks the chip in the header of a legacy image, such as Linux-4.9.37-hi3516ev300.
	 */
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
	 * Returns the digest that the board's updater compares. The origin of the archive was
	 * verified before.
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
		boolean fullImage = parts.keySet().equals(Set.of(FULL_IMAGE));
		if (!fullImage && !parts.keySet().equals(Set.of(KERNEL, ROOT))) {
			throw new IOException("the archive must hold a kernel and a root file system, or one complete image");
		}
		return parts;
	}

}
