package org.camerad.driver.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files in a memory card's folder, each wholly there or not at all. Used by one
 * thread at a time.
 */
public final class CardFolder {

	private static final String PART = ".camerad-part-";

	private final Path folder;

	private FileTime newest = FileTime.fromMillis(0);

	private boolean swept;

	public CardFolder(Path folder) {
		this.folder = folder;
	}

	/** Whether the file was written, which it is not when the name is taken. */
	public boolean write(String name, byte[] content) throws IOException {
		Path target = this.folder.resolve(name);
		if (Files.exists(target)) {
			return false;
		}
		sweep();
		Path part = this.folder.resolve(PART + name);
		try {
			Durable.writeAndSync(part, content, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
			Files.setLastModifiedTime(part, later());
			link(part, target);
		}
		catch (FileAlreadyExistsException ex) {
			return false;
		}
		finally {
			Files.deleteIfExists(part);
		}
		Durable.syncFolder(this.folder);
		return true;
	}

	/** The names of the files, oldest first. */
	public List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> !isHidden(file) && Files.isRegularFile(file))
				.map(Entry::of)
				.sorted(Comparator.comparing(Entry::time).thenComparing(Entry::name))
				.map(Entry::name)
				.toList();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	/** Removes a file; how many bytes that has freed. */
	public long delete(String name) throws IOException {
		Path file = this.folder.resolve(name);
		if (!Files.isRegularFile(file)) {
			return 0;
		}
		long size = Files.size(file);
		Files.delete(file);
		Durable.syncFolder(this.folder);
		return size;
	}

	/** How many bytes fit. */
	public long usableSpace() throws IOException {
		return Files.getFileStore(this.folder).getUsableSpace();
	}

	/** Whether that failure to write so many bytes means that there is no room. */
	public boolean isFullFor(IOException failure, int length) {
		String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
		if (message.contains("no space left") || message.contains("quota exceeded")) {
			return true;
		}
		try {
			return usableSpace() < length;
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
			return false;
		}
	}

	/** Gives the file its name unless that is taken. */
	private static void link(Path part, Path target) throws IOException {
		try {
			Files.createLink(target, part);
		}
		catch (FileAlreadyExistsException ex) {
			throw ex;
		}
		catch (FileSystemException | UnsupportedOperationException ex) {
			// FAT, which most cards carry, has no links; this camera is the only writer.
			Files.move(part, target);
		}
	}

	/** Files written within one tick of the file system's clock keep their order. */
	private FileTime later() {
		FileTime now = FileTime.from(Instant.now());
		FileTime next = FileTime.from(this.newest.toInstant().plusMillis(1));
		this.newest = (now.compareTo(next) > 0) ? now : next;
		return this.newest;
	}

	/** Removes what a loss of power has left half-written, once. */
	private void sweep() throws IOException {
		if (this.swept) {
			return;
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			for (Path file : files.filter((each) -> each.getFileName().toString().startsWith(PART)).toList()) {
				Files.deleteIfExists(file);
			}
		}
		this.swept = true;
	}

	private static boolean isHidden(Path file) {
		return file.getFileName().toString().startsWith(".");
	}

	/**
	 * A file as it is listed.
	 *
	 * @param name its name
	 * @param time when it was written
	 */
	private record Entry(String name, FileTime time) {

		static Entry of(Path file) {
			try {
				return new Entry(file.getFileName().toString(), Files.getLastModifiedTime(file));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
