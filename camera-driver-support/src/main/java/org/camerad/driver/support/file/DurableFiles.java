package org.camerad.driver.support.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Operations on small files that survive a power failure: a file has either its new or
 * its former content. Stateless and thread-safe.
 */
public final class DurableFiles {

	private DurableFiles() {
	}

	/**
	 * Returns the text of a file; empty if there is no file.
	 * @throws IOException if the file cannot be read
	 */
	public static Optional<String> read(Path file) throws IOException {
		try {
			return Optional.of(Files.readString(file));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Replaces the content of a file. Durable on return.
	 * @throws IOException if the file cannot be written; the former content stays
	 */
	public static void write(Path file, String text) throws IOException {
		Path temporary = file.resolveSibling(file.getFileName() + ".part");
		try {
			writeAndSync(temporary, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE,
					StandardOpenOption.TRUNCATE_EXISTING);
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			Files.deleteIfExists(temporary);
			throw ex;
		}
		syncFolder(file.toAbsolutePath().getParent());
	}

	/**
	 * Deletes a file if it exists. Durable on return.
	 * @throws IOException if the file cannot be deleted
	 */
	public static void delete(Path file) throws IOException {
		if (Files.deleteIfExists(file)) {
			syncFolder(file.toAbsolutePath().getParent());
		}
	}

	/**
	 * Writes a file and its content to the disk. A new name is durable only after
	 * {@link #syncFolder}.
	 * @param file the file
	 * @param content the content
	 * @param how open options in addition to WRITE
	 * @throws IOException if the file cannot be written
	 */
	public static void writeAndSync(Path file, byte[] content, StandardOpenOption... how) throws IOException {
		try (FileChannel channel = FileChannel.open(file, options(how))) {
			ByteBuffer buffer = ByteBuffer.wrap(content);
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
			channel.force(true);
		}
	}

	/**
	 * Renames a file unless the new name exists; a plain rename would replace that file.
	 * @throws FileAlreadyExistsException if the new name exists; the file may keep its
	 * former name as well, also without an exception
	 * @throws IOException if the file cannot be renamed
	 */
	public static void publish(Path file, Path name) throws IOException {
		try {
			Files.createLink(name, file);
		}
		catch (FileAlreadyExistsException ex) {
			throw ex;
		}
		catch (FileSystemException | UnsupportedOperationException ex) {
			// FAT and some file servers have no links; there a file created meanwhile may
			// be
			// replaced.
			Files.move(file, name);
		}
	}

	/**
	 * Makes created, renamed and deleted names of a folder durable.
	 * @throws IOException if the folder cannot be synchronized
	 */
	public static void syncFolder(Path folder) throws IOException {
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	private static StandardOpenOption[] options(StandardOpenOption[] how) {
		StandardOpenOption[] options = new StandardOpenOption[how.length + 1];
		System.arraycopy(how, 0, options, 0, how.length);
		options[how.length] = StandardOpenOption.WRITE;
		return options;
	}

}
