package org.camerad.hosting;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.camerad.driver.support.file.PrivateFiles;
import org.camerad.operation.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data folder of one camera, locked against other processes. */
record DataFolder(Path path, FileChannel channel, FileLock lock) implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DataFolder.class);

	/**
	 * Opens a folder. It is created if it is missing, and taken from all other users if
	 * it belongs to this one.
	 */
	static DataFolder open(Path path) {
		try {
			if (!Files.isDirectory(path)) {
				PrivateFiles.createFolder(path);
			}
			DataFolder folder = locked(path);
			folder.prepareUsed();
			return folder;
		}
		catch (IOException ex) {
			throw new ConfigurationException("camera.data-dir", path.toAbsolutePath() + " cannot be used: " + ex);
		}
	}

	private static DataFolder locked(Path path) throws IOException {
		Path file = path.resolve("lock");
		try {
			FileChannel channel = FileChannel.open(file,
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			return new DataFolder(path, channel, lock(path, channel, false));
		}
		catch (AccessDeniedException ex) {
			throw ex;
		}
		catch (FileSystemException ex) {
			if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
				throw ex;
			}
			// A disk that is read-only permits shared locks only.
			FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
			return new DataFolder(path, channel, lock(path, channel, true));
		}
		catch (IOException ex) {
			// Java does not name the file when it is a link.
			throw new IOException(file + ": " + ex.getMessage() + "; remove it", ex);
		}
	}

	/**
	 * Prepares the folder. One that was used before may be on a full, read-only or broken
	 * disk: its camera starts with what can be read.
	 */
	private void prepareUsed() throws IOException {
		try {
			prepare();
		}
		catch (AccessDeniedException ex) {
			throw ex;
		}
		catch (IOException ex) {
			if (!isUsed()) {
				throw ex;
			}
			logger.error("the data folder {} cannot be written, so no setting can be changed: {}; make sure that its"
					+ " disk is neither full nor read-only", this.path.toAbsolutePath(), ex.toString());
		}
	}

	/** Returns whether there are saved settings. */
	private boolean isUsed() throws IOException {
		try (DirectoryStream<Path> states = Files.newDirectoryStream(this.path, "state.[0-9]*")) {
			return states.iterator().hasNext();
		}
	}

	private void prepare() throws IOException {
		if (isOwn()) {
			PrivateFiles.closeFolder(this.path);
		}
		else {
			logger.warn("the data folder {} belongs to {}, so its permissions stay as they are: make sure that nobody"
					+ " else can write to it", this.path.toAbsolutePath(), Files.getOwner(this.path));
		}
		removeFirmwareParts();
	}

	/** Returns whether the folder has the owner that new files get. */
	private boolean isOwn() throws IOException {
		Path file = this.path.resolve("owner.part");
		Files.deleteIfExists(file);
		try {
			PrivateFiles.create(file).close();
			return Files.getOwner(file).equals(Files.getOwner(this.path));
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	/** Removes images whose upload a power failure has ended. */
	private void removeFirmwareParts() throws IOException {
		try (DirectoryStream<Path> parts = Files.newDirectoryStream(this.path, "firmware-*.part")) {
			for (Path part : parts) {
				Files.deleteIfExists(part);
				logger.info("removed {}, which an interrupted firmware upload has left", part);
			}
		}
	}

	private static FileLock lock(Path path, FileChannel channel, boolean shared) throws IOException {
		FileLock lock = null;
		try {
			lock = channel.tryLock(0, Long.MAX_VALUE, shared);
		}
		catch (OverlappingFileLockException ex) {
			// Another camera of this process holds the lock: handled like another
			// process.
		}
		if (lock == null) {
			channel.close();
			throw new ConfigurationException("camera.data-dir",
					path.toAbsolutePath() + " is in use by another Camerad");
		}
		return lock;
	}

	/** Returns a subfolder that only this user can read, and creates it if necessary. */
	Path subfolder(String name) {
		try {
			return PrivateFiles.createFolder(this.path.resolve(name));
		}
		catch (IOException ex) {
			throw new ConfigurationException("camera.data-dir",
					this.path.resolve(name).toAbsolutePath() + " cannot be created: " + ex);
		}
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			logger.warn("the lock on {} cannot be released: {}", this.path, ex.toString());
		}
	}

}
