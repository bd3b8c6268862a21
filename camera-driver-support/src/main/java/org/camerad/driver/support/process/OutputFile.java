package org.camerad.driver.support.process;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * The output of a program. It is a file and not a pipe, because a daemon that the program
 * starts may keep it open and must not fail when writing later.
 */
final class OutputFile implements AutoCloseable {

	private static final int MAX_SIZE = 256 * 1024;

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final Path file;

	OutputFile() throws IOException {
		this.file = Files.createTempFile(Path.of(System.getProperty("java.io.tmpdir")), "camerad-", ".output");
	}

	/**
	 * Returns a redirect that appends, so that output after {@link #bound} is written at
	 * the beginning.
	 */
	ProcessBuilder.Redirect redirect() {
		return ProcessBuilder.Redirect.appendTo(this.file.toFile());
	}

	/** Waits for the end of a process until the output must be checked again. */
	static boolean await(Process process, long nanos) throws InterruptedException {
		return process.waitFor(Math.min(nanos, LOOK_NANOS), TimeUnit.NANOSECONDS);
	}

	/** Empties a file that has grown too large. */
	void bound() throws IOException {
		if (Files.size(this.file) > MAX_SIZE) {
			try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
				channel.truncate(0);
			}
		}
	}

	/** Returns the text without the end of its last line. */
	String text() throws IOException {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.READ)) {
			channel.position(Math.max(0, channel.size() - MAX_SIZE));
			byte[] bytes = Channels.newInputStream(channel).readNBytes(MAX_SIZE);
			return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
		}
	}

	@Override
	public void close() throws IOException {
		Files.deleteIfExists(this.file);
	}

}
