package org.camerad.driver.pi.ptz;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Arrays;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * A pseudo-terminal of the kernel: the driver gets {@link #port()}, the test has the
 * other end, as the head's side of the cable.
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

	/** The driver's end too: whoever is not root cannot open it beside the driver. */
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

	/** What has come in; empty when nothing does within 20 ms, or it is unplugged. */
	synchronized byte[] read() {
		byte[] bytes = new byte[256];
		int[] poll = { this.master, POLLIN };
		int count = (this.open && LIBRARY.poll(poll, 1, 20) > 0) ? LIBRARY.read(this.master, bytes, bytes.length) : 0;
		return Arrays.copyOf(bytes, Math.max(0, count));
	}

	synchronized void write(byte[] bytes) {
		if (this.open && LIBRARY.write(this.master, bytes, bytes.length) != bytes.length) {
			throw new IllegalStateException("the port does not take it");
		}
	}

	/** Stops the output of the port as a lost clear-to-send does, or lets it flow. */
	void stall(boolean stalled) {
		check("tcflow", LIBRARY.tcflow(this.line, stalled ? TCOOFF : TCOON));
	}

	/** What the port is set to. */
	Settings settings() {
		int[] termios = new int[Settings.SIZE];
		check("tcgetattr", LIBRARY.tcgetattr(this.line, termios));
		return new Settings(termios[0], termios[1], termios[2], termios[3]);
	}

	/**
	 * Lets others open the port again after a process was killed that had it for itself:
	 * a real port's last close does, but this one never has its last.
	 */
	void release() {
		check("TIOCNXCL", LIBRARY.ioctl(this.line, TIOCNXCL));
	}

	private static void check(String call, int result) {
		if (result != 0) {
			throw new IllegalStateException(call + ": error " + Native.getLastError());
		}
	}

	/** Pulls the adapter out. */
	@Override
	public synchronized void close() {
		if (this.open) {
			this.open = false;
			LIBRARY.close(this.line);
			LIBRARY.close(this.master);
		}
	}

	/**
	 * The flags of a terminal, as {@code termios} has them on Linux.
	 *
	 * @param input {@code c_iflag}
	 * @param output {@code c_oflag}
	 * @param control {@code c_cflag}, with the speed
	 * @param local {@code c_lflag}
	 */
	record Settings(int input, int output, int control, int local) {

		/** More than the structure has, in integers. */
		private static final int SIZE = 32;

	}

	/** The calls of the C library. */
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
