package org.camerad.driver.sim.encode;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import org.jspecify.annotations.Nullable;

/** The memory of the C library, outside of the Java heap. Thread-safe. */
final class NativeHeap {

	private static final @Nullable Function TRIM = find();

	private NativeHeap() {
	}

	/**
	 * Returns free memory to the system. Otherwise the GNU C library keeps hundreds of
	 * MiB after a few large pictures, and the limit of a container counts them.
	 */
	static void trim() {
		if (TRIM != null) {
			TRIM.invokeInt(new Object[] { new NativeLong(0) });
		}
	}

	private static @Nullable Function find() {
		try {
			return NativeLibrary.getProcess().getFunction("malloc_trim");
		}
		catch (LinkageError ex) {
			// Another C library, which keeps nothing, or no access to native code.
			System.getLogger(NativeHeap.class.getName()).log(System.Logger.Level.DEBUG, "no malloc_trim", ex);
			return null;
		}
	}

}
