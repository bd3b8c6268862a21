package org.camerad.driver.support.file;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camerad.driver.CameraException;
import org.camerad.driver.Storage;

/**
 * The files in the folder of a memory card. A file is either complete or absent. Symbolic
 * links are never followed, since anybody may have prepared the card. Exceptions are
 * those of {@link Storage}. Not thread-safe.
 */
public final class CardFolder {

	private static final Logger logger = System.getLogger(CardFolder.class.getName());

	private static final Pattern PLAIN = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");

	private static final int MAX_NAME_BYTES = 200;

	private static final String PART = ".camerad-part-";

	private final Path folder;

	private FileTime newest = FileTime.fromMillis(0);

	private boolean swept;

	/**
	 * Creates the access to a card's folder.
	 * @param folder the mount point of the card or a folder on it; a symbolic link counts
	 * as a broken card
	 */
	public CardFolder(Path folder) {
		this.folder = folder;
	}

	/**
	 * Returns READY, FULL if there is no free space, or BROKEN if that cannot be read.
	 * The card must be present and writable.
	 */
	public Storage.State state() {
		if (Files.isSymbolicLink(this.folder)) {
			return Storage.State.BROKEN;
		}
		try {
			return (usableSpace() == 0) ? Storage.State.FULL : Storage.State.READY;
		}
		catch (IOException ex) {
			return Storage.State.BROKEN;
		}
	}

	/**
	 * {@linkplain Storage#write Writes} a new file.
	 * @throws CameraException REFUSED if the file exists, the name is not plain or the
	 * card is full; UNAVAILABLE if the card cannot be written
	 */
	public void write(String name, byte[] content) throws CameraException {
		checkName(name);
		checkFolder();
		try {
			store(name, content);
		}
		catch (FileAlreadyExistsException ex) {
			throw CameraException.refused("a file of this name exists on the memory card: " + name);
		}
		catch (IOException ex) {
			throw isFullFor(ex, content.length) ? full() : failed(ex);
		}
	}

	/**
	 * Returns the names of the files, oldest first. Incomplete files are removed if the
	 * card can be written.
	 * @throws CameraException UNAVAILABLE if the card cannot be read
	 */
	public List<String> names() throws CameraException {
		checkFolder();
		trySweep();
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> !isHidden(file) && isFile(file))
				.map(Entry::of)
				.sorted(Comparator.comparing(Entry::time).thenComparing(Entry::name))
				.map(Entry::name)
				.toList();
		}
		catch (UncheckedIOException ex) {
			throw failed(ex.getCause());
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	/**
	 * Deletes a file and returns the freed bytes; 0 if there is no such file.
	 * @throws CameraException REFUSED if the name is not plain; UNAVAILABLE if the card
	 * cannot be written
	 */
	public long delete(String name) throws CameraException {
		checkName(name);
		checkFolder();
		try {
			return remove(this.folder.resolve(name));
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	/** Returns the REFUSED exception for a full card. */
	public static CameraException full() {
		return CameraException.refused("the memory card is full");
	}

	private static CameraException failed(IOException ex) {
		return CameraException.unavailable("the memory card cannot be read or written: " + ex, ex);
	}

	private void checkFolder() throws CameraException {
		if (Files.isSymbolicLink(this.folder)) {
			throw CameraException.unavailable(
					"the folder of the memory card is a symbolic link: replace " + this.folder + " by a folder");
		}
	}

	private static void checkName(String name) throws CameraException {
		if (!PLAIN.matcher(name).matches() || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
			throw CameraException.refused("not a plain file name");
		}
	}

	private void store(String name, byte[] content) throws IOException {
		Path target = this.folder.resolve(name);
		if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileAlreadyExistsException(name);
		}
		sweep();
		Path part = this.folder.resolve(PART + name);
		try {
			Files.deleteIfExists(part);
			DurableFiles.create(part, content);
			Files.getFileAttributeView(part, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				.setTimes(later(), null, null);
			DurableFiles.publish(part, target);
		}
		finally {
			Files.deleteIfExists(part);
		}
		DurableFiles.syncFolder(this.folder);
	}

	private long remove(Path file) throws IOException {
		if (!isFile(file)) {
			return 0;
		}
		long size = Files.size(file);
		Files.delete(file);
		DurableFiles.syncFolder(this.folder);
		return size;
	}

	/**
	 * Returns the free space. A file store of NIO would need the mount table, which has
	 * no entry for the root of a chroot.
	 */
	private long usableSpace() throws IOException {
		File card = this.folder.toFile();
		long space = card.getUsableSpace();
		if (space == 0 && card.getTotalSpace() == 0) {
			throw new IOException("the space on " + this.folder + " cannot be read");
		}
		return space;
	}

	/**
	 * Returns whether the failure to write {@code length} bytes means that there is no
	 * space.
	 */
	private boolean isFullFor(IOException failure, int length) {
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

	/**
	 * Returns a modification time that keeps the order of files written within one tick
	 * of the file system's clock.
	 */
	private FileTime later() {
		FileTime now = FileTime.from(Instant.now());
		FileTime next = FileTime.from(this.newest.toInstant().plusMillis(1));
		this.newest = (now.compareTo(next) > 0) ? now : next;
		return this.newest;
	}

	private void trySweep() {
		try {
			sweep();
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "the memory card may contain incomplete files", ex);
		}
	}

	/** Deletes, once, incomplete files that a power failure has left. */
	private void sweep() throws IOException {
		if (this.swept) {
			return;
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			for (Path file : files.filter(CardFolder::isLeftover).toList()) {
				Files.deleteIfExists(file);
			}
		}
		this.swept = true;
	}

	private static boolean isLeftover(Path file) {
		return file.getFileName().toString().startsWith(PART) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * Returns whether it is a file itself, not a link to one, perhaps outside the card.
	 */
	private static boolean isFile(Path file) {
		return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
	}

	private static boolean isHidden(Path file) {
		return file.getFileName().toString().startsWith(".");
	}

	/**
	 * A file of the list.
	 *
	 * @param name the name
	 * @param time the modification time
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
