package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A builder of upgrade archives as OpenIPC publishes them, and of invalid ones. */
final class UpgradeArchiveBuilder {

	private final Map<String, byte[]> members = new LinkedHashMap<>();

	private char type = '0';

	private int checksumError;

	private byte[] end = new byte[1024];

	/** Creates a kernel and a root file system with their sums. */
	static UpgradeArchiveBuilder of(String soc) {
		return new UpgradeArchiveBuilder().with("uImage." + soc, kernel("Linux-4.9.37-" + soc, 200_000))
			.with("rootfs.squashfs." + soc, ("hsqs" + "r".repeat(300_000)).getBytes(StandardCharsets.ISO_8859_1));
	}

	static byte[] kernel(String name, int size) {
		byte[] image = new byte[size];
		System.arraycopy(HexFormat.of().parseHex("27051956"), 0, image, 0, 4);
		System.arraycopy(name.getBytes(StandardCharsets.ISO_8859_1), 0, image, 32, name.length());
		return image;
	}

	/** Adds a member and its sum. */
	UpgradeArchiveBuilder with(String name, byte[] content) {
		this.members.put(name, content);
		try {
			String sum = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
			return plain(name + ".md5sum", (sum + "  " + name + "\n").getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (java.security.NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Adds a member without a sum. */
	UpgradeArchiveBuilder plain(String name, byte[] content) {
		this.members.put(name, content);
		return this;
	}

	UpgradeArchiveBuilder without(String name) {
		this.members.remove(name);
		return this;
	}

	/** Sets the type of all members: 2 is a symbolic link. */
	UpgradeArchiveBuilder ofType(char other) {
		this.type = other;
		return this;
	}

	/** Adds an error to the checksum of all headers. */
	UpgradeArchiveBuilder withChecksumError(int error) {
		this.checksumError = error;
		return this;
	}

	/** Sets the bytes after the last member, in place of two empty blocks. */
	UpgradeArchiveBuilder endingWith(byte[] last) {
		this.end = last;
		return this;
	}

	Path in(Path folder) throws IOException {
		Path file = Files.createTempFile(folder, "upgrade", ".tgz");
		try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
			for (Map.Entry<String, byte[]> member : this.members.entrySet()) {
				stream.write(header(member.getKey(), member.getValue().length));
				stream.write(member.getValue());
				stream.write(new byte[(512 - member.getValue().length % 512) % 512]);
			}
			stream.write(this.end);
		}
		return file;
	}

	/** Writes the members as files. */
	void membersIn(Path folder) throws IOException {
		for (Map.Entry<String, byte[]> member : this.members.entrySet()) {
			Files.write(folder.resolve(member.getKey()), member.getValue());
		}
	}

	private byte[] header(String name, int size) {
		byte[] header = new byte[512];
		put(header, 0, name);
		put(header, 100, "0000644\0");
		put(header, 124, String.format("%011o", size));
		put(header, 136, "00000000000");
		put(header, 148, "        ");
		header[156] = (byte) this.type;
		put(header, 257, "ustar  ");
		int sum = this.checksumError;
		for (byte each : header) {
			sum += each & 0xff;
		}
		put(header, 148, String.format("%06o\0 ", sum));
		return header;
	}

	private static void put(byte[] header, int offset, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		System.arraycopy(bytes, 0, header, offset, bytes.length);
	}

}
