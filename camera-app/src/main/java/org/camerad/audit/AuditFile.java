package org.camerad.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.camerad.driver.support.file.DurableFiles;
import org.camerad.driver.support.file.ErasedFiles;
import org.camerad.driver.support.file.PrivateFiles;

/**
 * Lines in a bounded number of bounded files. Lines are only appended; the oldest file is
 * deleted for a new one. A line is there whole or not at all. Not thread-safe.
 */
final class AuditFile {

	static final int FILES = 4;

	private final Path folder;

	private final String name;

	private final long maxBytes;

	/** Set while changed names are not forced to the disk. */
	private boolean renamed;

	/**
	 * Creates a series of files.
	 * @param name the beginning of their names
	 * @param maxBytes the size of one of the {@link #FILES} files
	 */
	AuditFile(Path folder, String name, long maxBytes) {
		this.folder = folder;
		this.name = name;
		this.maxBytes = maxBytes;
	}

	private Path file(int age) {
		return this.folder.resolve(this.name + ((age == 0) ? "" : "." + age) + ".jsonl");
	}

	/** Removes what a power cut has left of a last line. */
	void repair() throws IOException {
		Path file = file(0);
		if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		byte[] content = read(file);
		int end = content.length;
		while (end > 0 && !isLine(content, end)) {
			end = lineStart(content, end - 1);
		}
		if (end < content.length) {
			truncate(file, end);
		}
	}

	/** Returns whether a whole line ends before a position. */
	private static boolean isLine(byte[] content, int end) {
		return end > 2 && content[end - 1] == '\n' && content[end - 2] == '}'
				&& content[lineStart(content, end - 1)] == '{';
	}

	/** Returns the start of the line with the byte before a position. */
	private static int lineStart(byte[] content, int position) {
		int start = position;
		while (start > 0 && content[start - 1] != '\n') {
			start--;
		}
		return start;
	}

	/**
	 * Appends a line.
	 * @throws IOException when it cannot be written; nothing of it is left then
	 */
	void append(String line) throws IOException {
		byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
		Path file = file(0);
		long size = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : create(file);
		if (size > 0 && size + bytes.length > this.maxBytes) {
			rotate();
			size = create(file);
		}
		try (FileChannel channel = open(file)) {
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
		}
		catch (IOException ex) {
			truncate(file, size);
			throw ex;
		}
	}

	private long create(Path file) throws IOException {
		PrivateFiles.createFolder(this.folder);
		PrivateFiles.create(file).close();
		this.renamed = true;
		return 0;
	}

	private static FileChannel open(Path file) throws IOException {
		return FileChannel.open(file, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
	}

	private static void truncate(Path file, long size) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
			channel.truncate(size);
		}
	}

	private void rotate() throws IOException {
		force();
		for (int age = FILES - 1; age > 0; age--) {
			if (Files.exists(file(age - 1), LinkOption.NOFOLLOW_LINKS)) {
				Files.move(file(age - 1), file(age), StandardCopyOption.REPLACE_EXISTING);
				// Before the next one, because a power cut may undo the earlier of two.
				DurableFiles.syncFolder(this.folder);
			}
		}
	}

	/** Forces the newest file and the names of all to the disk. */
	void force() throws IOException {
		if (this.renamed) {
			DurableFiles.syncFolder(this.folder);
			this.renamed = false;
		}
		if (Files.exists(file(0), LinkOption.NOFOLLOW_LINKS)) {
			try (FileChannel channel = open(file(0))) {
				channel.force(false);
			}
		}
	}

	/** Returns all lines, the oldest first. */
	List<String> lines() throws IOException {
		List<String> lines = new ArrayList<>();
		for (int age = FILES - 1; age >= 0; age--) {
			if (Files.exists(file(age), LinkOption.NOFOLLOW_LINKS)) {
				new String(read(file(age)), StandardCharsets.US_ASCII).lines()
					.filter((line) -> line.startsWith("{") && line.endsWith("}"))
					.forEach(lines::add);
			}
		}
		return lines;
	}

	/** Returns the end of a file, as long as a file of this series may be. */
	private byte[] read(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
			ByteBuffer content = ByteBuffer.allocate((int) Math.min(this.maxBytes, channel.size()));
			channel.position(channel.size() - content.capacity());
			while (content.hasRemaining() && channel.read(content) >= 0) {
				continue;
			}
			return java.util.Arrays.copyOf(content.array(), content.position());
		}
	}

	/** Overwrites and deletes all files, durably. */
	void erase() throws IOException {
		if (Files.isDirectory(this.folder, LinkOption.NOFOLLOW_LINKS)) {
			ErasedFiles.erase(this.folder, (file) -> file.getFileName().toString().startsWith(this.name + "."));
		}
	}

}
