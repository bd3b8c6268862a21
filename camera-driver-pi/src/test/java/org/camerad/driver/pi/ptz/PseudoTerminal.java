package org.camerad.driver.pi.ptz;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Arrays;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * A pseudo-terminal of the kernel. The driver uses {@link #port()}; the test has the
 * other end, like the head at a cable.
 */
public final class PseudoTerminal implements Closeable {

	private static final int O_RDWR_NOCTTY = 0x102;

	private static final int POLLIN = 1;

	private static final int TCOOFF = 0;

	private static final int TCOON = 1;

	private static final long TIOCNXCL = 0x540d;

	private static final C LIBRARY = Native.load("c", C.class);

	private final int master;

	private final Path port;

	/**
	 * A second descriptor of the driver's end, opened before the driver: only root could
	 * open it later.
	 */
	private final int line;

	private boolean open = true;

	public PseudoTerminal() {
		this.master = LIBRARY.posix_openpt(O_RDWR_NOCTTY);
		byte[] name = new byte[64];
		if (this.master < 0 || LIBRARY.grantpt(this.master) != 0 || LIBRARY.unlockpt(this.master) != 0
				|| LIBRARY.ptsname_r(this.master, name, name.length) != 0) {
			throw new IllegalStateException("no pseudo-terminal: error " + Native.getLastError());
		}
		this.port = Path.of(Native.toString(name));
		this.line = LIBRARY.open(this.port.toString(), O_RDWR_NOCTTY);
	}

	public Path port() {
		return this.port;
	}

	/**
	 * Returns the received bytes; empty if none come within 20 ms or after
	 * {@link #close()}.
	 */
	synchronized byte[] read() {
		byte[] bytes = new byte[256];
		int[] poll = { this.master, POLLIN };
		int count = (this.open && LIBRARY.poll(poll, 1, 20) > 0) ? LIBRARY.read(this.master, bytes, bytes.length) : 0;
		return Arrays.copyOf(bytes, Math.max(0, count));
	}

	synchronized void write(byte[] bytes) {
		if (this.open && LIBRARY.write(this.master, bytes, bytes.length) != bytes.length) {
			throw new IllegalStateException("the port does not accept the bytes");
		}
	}

	/**
	 * Stops the output of the port, like a lost clear-to-send signal, or continues it.
	 */
	void stall(boolean stalled) {
		check("tcflow", LIBRARY.tcflow(this.line, stalled ? TCOOFF : TCOON));
	}

	/** Returns the settings of the port. */
	Settings settings() {
		int[] termios = new int[Settings.SIZE];
		check("tcgetattr", LIBRARY.tcgetattr(this.line, termios));
		return new Settings(termios[0], termios[1], termios[2], termios[3]);
	}

	/**
	 * Permits other processes to open the port after its exclusive user was killed. A
	 * real port does so at its last close, which does not happen here.
	 */
	void release() {
		check("TIOCNXCL", LIBRARY.ioctl(this.line, TIOCNXCL));
	}

	private static void check(String call, int result) {
		if (result != 0) {
			throw new IllegalStateException(call + ": error " + Native.getLastError());
		}
	}

	/** Unplugs the adapter. */
	@Override
	public synchronized void close() {
		if (this.open) {
			this.open = false;
			LIBRARY.close(this.line);
			LIBRARY.close(this.master);
		}
	}

	/**
	 * The flags of a terminal as in Linux's {@code termios}.
	 *
	 * @param input {@code c_iflag}
	 * @param output {@code c_oflag}
	 * @param control {@code c_cflag}, with the speed
	 * @param local {@code c_lflag}
	 */
	record Settings(int input, int output, int control, int local) {

		/** A size larger than the structure, in integers. */
		private static final int SIZE = 32;

	}

	/** The functions of the C library. */
	interface C extends Library {

		int posix_openpt(int flags);

		int grantpt(int descriptor);

		int unlockpt(int descriptor);

		int ptsname_r(int descriptor, byte[] name, long length);

		int open(String path, int flags);

		int close(int descriptor);

		int read(int descriptor, byte[] bytes, long length);

		int write(int descriptor, byte[] bytes, long length);

		int poll(int[] descriptors, long count, int timeout);

		int tcflow(int descriptor, int action);

		int tcgetattr(int descriptor, int[] termios);

		int ioctl(int descriptor, long request);

	}

}
