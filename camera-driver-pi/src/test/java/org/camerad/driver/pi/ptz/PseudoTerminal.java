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

	private static final C LIBRARY = Native.load("c", C.class);

	private final int master;

	private final Path port;

	private boolean open = true;

	public PseudoTerminal() {
		this.master = LIBRARY.posix_openpt(O_RDWR_NOCTTY);
		byte[] name = new byte[64];
		if (this.master < 0 || LIBRARY.grantpt(this.master) != 0 || LIBRARY.unlockpt(this.master) != 0
				|| LIBRARY.ptsname_r(this.master, name, name.length) != 0) {
			throw new IllegalStateException("no pseudo-terminal: error " + Native.getLastError());
		}
		this.port = Path.of(Native.toString(name));
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
		int line = LIBRARY.open(this.port.toString(), O_RDWR_NOCTTY);
		try {
			if (LIBRARY.tcflow(line, stalled ? TCOOFF : TCOON) != 0) {
				throw new IllegalStateException("tcflow: error " + Native.getLastError());
			}
		}
		finally {
			LIBRARY.close(line);
		}
	}

	/** Pulls the adapter out. */
	@Override
	public synchronized void close() {
		if (this.open) {
			this.open = false;
			LIBRARY.close(this.master);
		}
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

	}

}
