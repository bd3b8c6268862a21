package org.camerad.driver.support.file;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Removal of files with secrets. A file is overwritten with zeros once, so that its
 * content can no longer be read from the block device, and deleted. A file system that
 * writes elsewhere (UBIFS, JFFS2, F2FS, btrfs, overlays) and the flash below a block
 * device may keep the former content. Symbolic links are deleted and never followed.
 * Stateless and thread-safe.
 */
public final class ErasedFiles {

	private static final Logger logger = System.getLogger(ErasedFiles.class.getName());

	private static final int BLOCK_BYTES = 64 * 1024;

	private ErasedFiles() {
	}

	/**
	 * Overwrites and deletes all files of a folder, except for its subfolders, whose
	 * names are accepted. Durable on return.
	 * @throws IOException if one of them cannot be deleted
	 */
	public static void erase(Path folder, DirectoryStream.Filter<Path> accepted) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, accepted)) {
			for (Path file : files) {
				if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
					overwrite(file);
					Files.delete(file);
				}
			}
		}
		DurableFiles.syncFolder(folder);
	}

	/** Overwrites a file. A failure is only logged, because deleting matters more. */
	private static void overwrite(Path file) {
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
			long left = channel.size();
			while (left > 0) {
				left -= channel.write(ByteBuffer.allocate((int) Math.min(left, BLOCK_BYTES)));
			}
			channel.force(true);
		}
		catch (IOException ex) {
			logger.log(Level.WARNING, "{0} is deleted, but cannot be overwritten before: {1}", file, ex);
		}
	}

}
