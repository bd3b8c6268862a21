package org.camerad.snapshot;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;

import org.camerad.driver.support.file.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer of pictures into a folder that others may write to as well. Each picture
 * appears wholly or not at all, and replaces nothing. Any thread.
 */
final class PictureFolder {

	private static final Logger logger = LoggerFactory.getLogger(PictureFolder.class);

	private static final int MAX_NAME_TRIES = 16;

	private final Supplier<PictureName> names;

	PictureFolder(Supplier<PictureName> names) {
		this.names = names;
	}

	void store(Path folder, byte[] jpeg, UploadAttempt attempt) throws IOException {
		if (!Files.isDirectory(folder)) {
			throw new NotDirectoryException(folder.toString());
		}
		Path part = folder.resolve(".camerad-" + UUID.randomUUID() + ".part");
		try {
			DurableFiles.create(part, jpeg);
			attempt.check();
			publish(part);
		}
		finally {
			Files.deleteIfExists(part);
		}
		sync(folder);
	}

	private void publish(Path part) throws IOException {
		for (int tries = 1; true; tries++) {
			try {
				DurableFiles.publish(part, part.resolveSibling(this.names.get().file()));
				return;
			}
			catch (FileAlreadyExistsException ex) {
				if (tries == MAX_NAME_TRIES) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Syncs the folder. A failure does not matter: the picture is complete, and some file
	 * systems cannot sync folders.
	 */
	private static void sync(Path folder) {
		try {
			DurableFiles.syncFolder(folder);
		}
		catch (IOException ex) {
			logger.debug("{} cannot be synced: {}", folder, ex.toString());
		}
	}

}
