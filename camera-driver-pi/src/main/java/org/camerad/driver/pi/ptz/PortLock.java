package org.camerad.driver.pi.ptz;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * A lock file that tells other programs that a serial port is in use (Filesystem
 * Hierarchy Standard 3.0, 5.9): {@code LCK..ttyUSB0} with the process id. The kernel's
 * exclusive mode does not bind root, and not every program sets it.
 */
final class PortLock implements Closeable {

	/** The folder of the lock files. */
	static final Path FOLDER = Path.of("/run/lock");

	private static final Logger logger = System.getLogger(PortLock.class.getName());

	private final Path file;

	private PortLock(Path file) {
		this.file = file;
	}

	/**
	 * Takes the lock. If lock files cannot be written, the port is used without one;
	 * locks of other processes count all the same.
	 * @throws IOException if another live process holds the lock or a stale lock file
	 * cannot be removed
	 */
	static PortLock acquire(Path folder, Path port) throws IOException {
		PortLock lock = new PortLock(folder.resolve("LCK.." + device(port).getFileName()));
		lock.removeStale(port);
		try {
			Files.writeString(lock.file, String.format(Locale.ROOT, "%10d%n", ProcessHandle.current().pid()),
					StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
			// Other programs must be able to read the holder, independent of the umask.
			Files.setPosixFilePermissions(lock.file, PosixFilePermissions.fromString("rw-r--r--"));
		}
		catch (FileAlreadyExistsException ex) {
			throw new IOException(port + " is in use by another process", ex);
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "the lock file for " + port + " cannot be written", ex);
		}
		return lock;
	}

	/**
	 * Returns the device file: a port may have several names, such as /dev/serial0.
	 */
	private static Path device(Path port) throws IOException {
		return Files.exists(port) ? port.toRealPath() : port;
	}

	private void removeStale(Path port) throws IOException {
		long holder = holderPid();
		boolean alive = holder > 0 && ProcessHandle.of(holder).isPresent();
		if (alive && holder != ProcessHandle.current().pid()) {
			throw new IOException(port + " is in use by process " + holder + " (" + this.file + ")");
		}
		try {
			Files.deleteIfExists(this.file);
		}
		catch (IOException ex) {
			throw new IOException(port + " has a stale lock file that cannot be removed: " + this.file, ex);
		}
	}

	/**
	 * Returns the process id in the lock file; 0 if the file is missing or invalid.
	 */
	private long holderPid() throws IOException {
		try {
			String text = Files.readString(this.file, StandardCharsets.ISO_8859_1).strip();
			return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
		}
		catch (NoSuchFileException ex) {
			return 0;
		}
	}

	@Override
	public void close() throws IOException {
		if (holderPid() == ProcessHandle.current().pid()) {
			Files.deleteIfExists(this.file);
		}
	}

}
