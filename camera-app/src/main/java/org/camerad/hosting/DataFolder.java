package org.camerad.hosting;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.camerad.operation.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data folder of one camera, locked against other processes. */
record DataFolder(Path path, FileChannel channel, FileLock lock) implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DataFolder.class);

	static DataFolder open(Path path) {
		try {
			Files.createDirectories(path);
			FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			return new DataFolder(path, channel, lock(path, channel));
		}
		catch (IOException ex) {
			throw new ConfigurationException("camera.data-dir", path.toAbsolutePath() + " cannot be used: " + ex);
		}
	}

	private static FileLock lock(Path path, FileChannel channel) throws IOException {
		FileLock lock = null;
		try {
			lock = channel.tryLock();
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
			return Files.createDirectories(this.path.resolve(name),
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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
