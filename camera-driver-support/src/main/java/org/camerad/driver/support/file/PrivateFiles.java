package org.camerad.driver.support.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that only the service's own user can access, whatever the umask is.
 * Symbolic links are never followed. Stateless and thread-safe.
 */
public final class PrivateFiles {

	private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

	private PrivateFiles() {
	}

	/**
	 * Creates a file with mode 0600, open for writing.
	 * @throws FileAlreadyExistsException if the name exists, also as a link
	 * @throws IOException if the file cannot be created
	 */
	public static FileChannel create(Path file) throws IOException {
		return create(file, FILE);
	}

	/** Creates a file with exactly these permissions. */
	static FileChannel create(Path file, Set<PosixFilePermission> permissions) throws IOException {
		FileChannel channel = FileChannel.open(file,
				Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
				PosixFilePermissions.asFileAttribute(permissions));
		try {
			makeExact(file, permissions);
			return channel;
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Creates a folder with mode 0700, and the missing ones above it. Their names are
	 * durable on return. A folder that exists stays as it is.
	 * @throws NotDirectoryException if the name exists and is no folder, but for example
	 * a link
	 * @throws IOException if the folder cannot be created
	 */
	public static Path createFolder(Path folder) throws IOException {
		if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
			return folder;
		}
		if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
			throw new NotDirectoryException(folder.toString());
		}
		Path existing = folder.toAbsolutePath().getParent();
		while (!Files.isDirectory(existing)) {
			existing = existing.getParent();
		}
		Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
		makeExact(folder, FOLDER);
		Path created = folder.toAbsolutePath();
		while (!created.equals(existing)) {
			created = created.getParent();
			DurableFiles.syncFolder(created);
		}
		return folder;
	}

	/**
	 * Takes an existing folder from all other users (mode 0700).
	 * @throws IOException if its permissions cannot be changed
	 */
	public static void closeFolder(Path folder) throws IOException {
		makeExact(folder, FOLDER);
	}

	/** Gives back the permissions that the umask may have taken. */
	private static void makeExact(Path path, Set<PosixFilePermission> permissions) throws IOException {
		if (!Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(permissions)) {
			Files.setPosixFilePermissions(path, permissions);
		}
	}

}
