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

/** Small files that are wholly there or as before, whenever the power goes. */
public final class DurableFiles {

	private DurableFiles() {
	}

	/** The file's text, empty when there is no such file. */
	public static Optional<String> read(Path file) throws IOException {
		try {
			return Optional.of(Files.readString(file));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	/** Replaces the file; when this returns, it survives a loss of power. */
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

	/** Removes the file, if it is there. */
	public static void delete(Path file) throws IOException {
		if (Files.deleteIfExists(file)) {
			syncFolder(file.toAbsolutePath().getParent());
		}
	}

	/** Writes a file that is durably there when this returns. */
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
	 * Gives a file another name unless that is taken, where a plain rename would replace
	 * what has it.
	 * @throws FileAlreadyExistsException when the name is taken; the file may have kept
	 * its former name besides, also when there is no exception
	 */
	public static void publish(Path file, Path name) throws IOException {
		try {
			Files.createLink(name, file);
		}
		catch (FileAlreadyExistsException ex) {
			throw ex;
		}
		catch (FileSystemException | UnsupportedOperationException ex) {
			// FAT and some servers know no links; there a name that somebody takes
			// meanwhile may be replaced.
			Files.move(file, name);
		}
	}

	/** Makes what was created, renamed or removed in a folder survive a loss of power. */
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
