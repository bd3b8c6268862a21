package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import org.camerad.driver.hisilicon.board.TarReader.Member;

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
		try (InputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
			TarReader tar = new TarReader(stream);
			long total = 0;
			for (Optional<Member> next = tar.next(); next.isPresent(); next = tar.next()) {
				total += next.get().size();
				if (total > MOST) {
					throw new IOException("the archive unpacks to more than any flash has");
				}
				take(tar, next.get(), soc, parts, sums, said);
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

	private static void take(TarReader tar, Member member, String soc, Map<String, Long> parts,
			Map<String, String> sums, Map<String, String> said) throws IOException {
		boolean sum = member.name().endsWith(SUM);
		String name = sum ? member.name().substring(0, member.name().length() - SUM.length()) : member.name();
		String part = part(name, soc);
		if (sum) {
			said.put(part, sumIn(tar, member));
		}
		else if (parts.put(part, member.size()) == null) {
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

	private static String sumIn(TarReader tar, Member member) throws IOException {
		byte[] buffer = new byte[256];
		int count = (member.size() > buffer.length) ? -1 : tar.read(buffer);
		String text = (count < 0) ? "" : new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
		return text.strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
	}

	private static String digest(TarReader tar, String part, String soc) throws IOException {
		MessageDigest digest = md5();
		byte[] buffer = new byte[64 * 1024];
		byte[] head = new byte[0];
		for (int count = tar.read(buffer); count >= 0; count = tar.read(buffer)) {
			digest.update(buffer, 0, count);
			if (head.length < HEAD) {
				head = joined(head, buffer, Math.min(count, HEAD - head.length));
			}
		}
		if (part.equals(KERNEL)) {
			checkKernel(head, soc);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static byte[] joined(byte[] head, byte[] more, int count) {
		byte[] joined = Arrays.copyOf(head, head.length + count);
		System.arraycopy(more, 0, joined, head.length, count);
		return joined;
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
