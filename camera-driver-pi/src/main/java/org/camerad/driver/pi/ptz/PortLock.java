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
 * The lock file by which programs that use serial ports tell each other that one is taken
 * (Filesystem Hierarchy Standard 3.0, 5.9): {@code LCK..ttyUSB0} with the process's
 * number. The kernel's own lock does not hold for root, and not every program asks for
 * it.
 */
final class PortLock implements Closeable {

	/** Where the lock files are. */
	static final Path FOLDER = Path.of("/run/lock");

	private static final Logger logger = System.getLogger(PortLock.class.getName());

	private final Path file;

	private PortLock(Path file) {
		this.file = file;
	}

	/**
	 * Takes the lock. Where lock files cannot be written, others' are heeded all the
	 * same.
	 * @throws IOException when another process that is alive has it
	 */
	static PortLock acquire(Path folder, Path port) throws IOException {
		PortLock lock = new PortLock(folder.resolve("LCK.." + device(port).getFileName()));
		lock.removeStale(port);
		try {
			Files.writeString(lock.file, String.format(Locale.ROOT, "%10d%n", ProcessHandle.current().pid()),
					StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
			// Whatever the umask is, others must be able to read whose it is.
			Files.setPosixFilePermissions(lock.file, PosixFilePermissions.fromString("rw-r--r--"));
		}
		catch (FileAlreadyExistsException ex) {
			throw new IOException(port + " is held by another process", ex);
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "no lock file for " + port, ex);
		}
		return lock;
	}

	/** A port may have many names, such as /dev/serial0, and one device. */
	private static Path device(Path port) throws IOException {
		return Files.exists(port) ? port.toRealPath() : port;
	}

	private void removeStale(Path port) throws IOException {
		long holder = holderPid();
		boolean alive = holder > 0 && ProcessHandle.of(holder).isPresent();
		if (alive && holder != ProcessHandle.current().pid()) {
			throw new IOException(port + " is held by process " + holder + " (" + this.file + ")");
		}
		try {
			Files.deleteIfExists(this.file);
		}
		catch (IOException ex) {
			throw new IOException(port + " has a stale lock file that cannot be removed: " + this.file, ex);
		}
	}

	/** The process in the file, 0 when there is none. */
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
