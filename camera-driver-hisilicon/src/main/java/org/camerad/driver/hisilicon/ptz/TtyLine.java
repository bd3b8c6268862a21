package org.camerad.driver.hisilicon.ptz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.support.pelcod.ByteLine;

/**
 * A serial port as a file. {@code stty} has configured the port to return from a read at
 * once. No native library is needed, so any JVM works, regardless of its C library and
 * calling convention.
 */
final class TtyLine implements ByteLine {

	private static final Duration WRITE_TIMEOUT = Duration.ofMillis(1800);

	private static final long POLL_MILLIS = 5;

	/** The thread that closes ports whose writes stall. */
	private static final ScheduledThreadPoolExecutor WRITE_GUARD = guard();

	private final Path port;

	private final FileChannel channel;

	TtyLine(Path port, FileChannel channel) {
		this.port = port;
		this.channel = channel;
	}

	private static ScheduledThreadPoolExecutor guard() {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "hisilicon-tty-guard");
			thread.setDaemon(true);
			return thread;
		});
		executor.setRemoveOnCancelPolicy(true);
		return executor;
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		ScheduledFuture<?> end = WRITE_GUARD.schedule(this::abortWrite, WRITE_TIMEOUT.toMillis(),
				TimeUnit.MILLISECONDS);
		try {
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			while (buffer.hasRemaining()) {
				this.channel.write(buffer);
			}
		}
		catch (AsynchronousCloseException ex) {
			throw new IOException(this.port + " does not accept data", ex);
		}
		finally {
			end.cancel(false);
		}
	}

	/** Aborts a write that blocks. The next use opens the port again. */
	private Void abortWrite() throws IOException {
		this.channel.close();
		return null;
	}

	@Override
	public int read(byte[] buffer, Duration timeout) throws IOException {
		long start = System.nanoTime();
		int count = this.channel.read(ByteBuffer.wrap(buffer));
		while (count <= 0 && System.nanoTime() - start < timeout.toNanos()) {
			pause();
			count = this.channel.read(ByteBuffer.wrap(buffer));
		}
		return Math.max(0, count);
	}

	private static void pause() throws IOException {
		try {
			TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
