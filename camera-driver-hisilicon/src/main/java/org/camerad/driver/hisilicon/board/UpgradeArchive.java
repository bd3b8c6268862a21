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

	private static final String SUM = ".md5sum";

	/** Flash has 16 MB at most; more is no firmware. */
	private static final long MOST = 64L * 1024 * 1024;

	private static final int MOST_PADDING = 64 * 1024;

	private static final int MAX_SUM = 256;

	private static final int HEAD = 64;

	private static final int IMAGE_NAME = 32;

	private static final byte[] LEGACY_IMAGE = HexFormat.of().parseHex("27051956");

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
		Map<String, String> said = new TreeMap<>();
		try (InputStream stream = new GZIPInputStream(Files.newInputStream(file));
				StrictTarInputStream tar = new StrictTarInputStream(stream)) {
			long total = 0;
			for (TarArchiveEntry next = tar.getNextEntry(); next != null; next = tar.getNextEntry()) {
				total += next.getSize();
				if (total > MOST) {
					throw new IOException("the archive unpacks to more than any flash has");
				}
				take(tar, next, soc, parts, sums, said);
			}
			checkEnd(stream);
		}
		if (!sums.equals(said)) {
			throw new IOException("the archive's MD5 sums are missing or wrong");
		}
		return new UpgradeArchive(checkComplete(parts));
	}

	/** Behind the last member are blocks of zeros, and behind them the sum of it all. */
	private static void checkEnd(InputStream stream) throws IOException {
		if (stream.readNBytes(MOST_PADDING).length == MOST_PADDING) {
			throw new IOException("the archive has more behind its end");
		}
	}

	private static void take(InputStream tar, TarArchiveEntry member, String soc, Map<String, Long> parts,
			Map<String, String> sums, Map<String, String> said) throws IOException {
		String file = StrictTarInputStream.name(member);
		boolean sum = file.endsWith(SUM);
		String name = sum ? file.substring(0, file.length() - SUM.length()) : file;
		String part = part(name, soc);
		if (sum) {
			said.put(part, sumIn(tar, member));
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

	private static String sumIn(InputStream tar, TarArchiveEntry member) throws IOException {
		byte[] bytes = (member.getSize() > MAX_SUM) ? new byte[0] : tar.readAllBytes();
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		return text.strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
	}

	private static String digest(InputStream tar, String part, String soc) throws IOException {
		MessageDigest digest = md5();
		byte[] head = tar.readNBytes(HEAD);
		digest.update(head);
		tar.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
		if (part.equals(KERNEL)) {
			checkKernel(head, soc);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	/** A legacy image names the chip in its header: Linux-4.9.37-hi3516ev300. */
	private static void checkKernel(byte[] head, String soc) throws IOException {
		if (head.length < HEAD || !Arrays.equals(head, 0, LEGACY_IMAGE.length, LEGACY_IMAGE, 0, LEGACY_IMAGE.length)) {
			return;
		}
		String name = new String(head, IMAGE_NAME, HEAD - IMAGE_NAME, StandardCharsets.ISO_8859_1).replaceAll("\0.*",
				"");
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
