package org.camerad.drill;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Errors of the disk and another wall clock for a service, by a library that is
 * preloaded.
 */
final class Faults {

	/** The bits of calls, as {@code faults.c} has them. */
	static final int WRITES = 1 | 2 | 4 | 8 | 32 | 64;

	static final int READS = 16;

	static final int EIO = 5;

	private static final int OFFSET = 0;

	private static final int ERROR = 8;

	private static final int CALLS = 12;

	private static final int BEFORE = 16;

	private static final int COUNT = 20;

	private final Path library;

	private final Path control;

	private final MappedByteBuffer map;

	Faults(Site site) throws IOException, InterruptedException {
		Path folder = site.folder("faults");
		this.library = folder.resolve("faults.so");
		this.control = folder.resolve("control");
		Site.run("gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", this.library.toString(),
				site.source("faults.c").toString(), "-ldl");
		try (FileChannel channel = FileChannel.open(this.control, StandardOpenOption.CREATE_NEW,
				StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			this.map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
		}
		this.map.order(ByteOrder.nativeOrder());
	}

	/** Makes a service have these faults. */
	Launch on(Launch launch) {
		return launch.environment("LD_PRELOAD", this.library.toString())
			.environment("DRILL_CONTROL", this.control.toString())
			.environment("DRILL_FOLDER", launch.data().toString());
	}

	/**
	 * Makes calls fail.
	 * @param before the calls that succeed before
	 * @param count the calls that fail then, 0 for all
	 */
	void fail(int calls, int before, int count) {
		this.map.putInt(BEFORE, before);
		this.map.putInt(COUNT, count);
		this.map.putInt(CALLS, calls);
		this.map.putInt(ERROR, EIO);
	}

	/** Ends the errors and returns whether one has occurred. */
	boolean end() {
		this.map.putInt(ERROR, 0);
		return this.map.getInt(BEFORE) < 0;
	}

	void setClock(long offsetSeconds) {
		this.map.putLong(OFFSET, offsetSeconds);
	}

}
