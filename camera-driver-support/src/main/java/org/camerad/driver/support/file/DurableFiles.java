package org.camerad.driver.support.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Operations on small files that survive a power failure: a file has either its new or
 * its former content. Stateless and thread-safe.
 */
public final class DurableFiles {

	private static final int MAX_BYTES = 1024 * 1024;

	private static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rw-r--r--");

	private DurableFiles() {
	}

	/**
	 * Returns the text of a file; empty if there is no file.
	 * @throws DamagedFileException if it is not a file of UTF-8 text of at most 1 MiB
	 * @throws IOException if the file cannot be read
	 */
	public static Optional<String> read(Path file) throws IOException {
		Optional<byte[]> content = readBytes(file);
		try {
			return content.isEmpty() ? Optional.empty() : Optional
				.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.get())).toString());
		}
		catch (CharacterCodingException ex) {
			throw new DamagedFileException(file, "it is not text");
		}
	}

	/**
	 * Returns the content of a file; empty if there is no file.
	 * @throws DamagedFileException if it is not a file of at most 1 MiB
	 * @throws IOException if the file cannot be read
	 */
	public static Optional<byte[]> readBytes(Path file) throws IOException {
		try {
			if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
				throw new DamagedFileException(file, "it is not a file");
			}
			if (Files.size(file) > MAX_BYTES) {
				throw new DamagedFileException(file, "it is larger than " + MAX_BYTES + " bytes");
			}
			return Optional.of(Files.readAllBytes(file));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Replaces the content of a file that belongs to the service; other users cannot read
	 * it (mode 0600). Durable on return.
	 * @throws IOException if the file cannot be written; the former content stays
	 */
	public static void write(Path file, String text) throws IOException {
		write(file, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Replaces the content of a file that belongs to the service, as
	 * {@link #write(Path, String)} does.
	 * @throws IOException if the file cannot be written; the former content stays
	 */
	public static void write(Path file, byte[] content) throws IOException {
		replace(file, content, PrivateFiles::create);
	}

	/**
	 * Replaces the content of a file of the system that all users can read (mode 0644).
	 * Durable on return.
	 * @throws IOException if the file cannot be written; the former content stays
	 */
	public static void writeShared(Path file, String text) throws IOException {
		replace(file, text.getBytes(StandardCharsets.UTF_8), (temporary) -> PrivateFiles.create(temporary, SHARED));
	}

	private static void replace(Path file, byte[] content, Creation creation) throws IOException {
		Path temporary = file.resolveSibling(file.getFileName() + ".part");
		try {
			Files.deleteIfExists(temporary);
			writeAndSync(creation.create(temporary), content);
			setFolderAside(file);
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			Files.deleteIfExists(temporary);
			throw ex;
		}
		syncFolder(file.toAbsolutePath().getParent());
	}

	/** Renames a folder that has the name of a file, because no file can replace it. */
	private static void setFolderAside(Path file) throws IOException {
		if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
			Files.move(file, file.resolveSibling(file.getFileName() + ".damaged-" + UUID.randomUUID()));
		}
	}

	/** Creates a file and opens it for writing. */
	@FunctionalInterface
	private interface Creation {

		FileChannel create(Path file) throws IOException;

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
	 * Creates a file with its content on the disk, and the permissions that the umask
	 * leaves. The new name is durable only after {@link #syncFolder}.
	 * @throws FileAlreadyExistsException if the name exists, also as a symbolic link,
	 * which is never followed
	 * @throws IOException if the file cannot be written
	 */
	public static void create(Path file, byte[] content) throws IOException {
		writeAndSync(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS), content);
	}

	private static void writeAndSync(FileChannel created, byte[] content) throws IOException {
		try (created) {
			ByteBuffer buffer = ByteBuffer.wrap(content);
			while (buffer.hasRemaining()) {
				created.write(buffer);
			}
			created.force(true);
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

}
