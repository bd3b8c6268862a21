package org.camerad.driver.sim.encode;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import org.jspecify.annotations.Nullable;

/** The C library's memory, outside of Java's heap. Any thread. */
final class NativeHeap {

	private static final @Nullable Function TRIM = find();

	private NativeHeap() {
	}

	/**
	 * Gives the system what is free. The GNU C library keeps it otherwise: hundreds of
	 * MiB when a few large pictures have been encoded, which a container's limit counts.
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
			// Another C library, which keeps nothing, or no bridge to native code.
			System.getLogger(NativeHeap.class.getName()).log(System.Logger.Level.DEBUG, "no malloc_trim", ex);
			return null;
		}
	}

}
