package org.camerad.driver.pi.ptz;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jssc.SerialPort;
import jssc.SerialPortException;
import org.camerad.driver.support.failure.Reason;
import org.camerad.driver.support.pelcod.ByteLine;

/** A serial port of the board, used through jssc. One thread at a time. */
final class SerialLine implements ByteLine {

	/**
	 * The limit of each of a write's two waits: for the earlier bytes, and for its own.
	 */
	private static final Duration WRITE_TIMEOUT = Duration.ofMillis(900);

	private static final long POLL_MILLIS = 2;

	private final Path path;

	private final SerialPort port;

	private final PortLock lock;

	private final ExecutorService writer;

	/**
	 * Takes over an open port and its lock; {@link #close()} closes both.
	 * @param writer a single thread for writes, because jssc's write has no timeout
	 */
	SerialLine(Path path, SerialPort port, PortLock lock, ExecutorService writer) {
		this.path = path;
		this.port = port;
		this.lock = lock;
		this.writer = writer;
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		awaitDrained();
		Future<Boolean> written = this.writer.submit(() -> this.port.writeBytes(bytes));
		try {
			if (!written.get(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new IOException(this.path + " accepted only some of the bytes");
			}
		}
		catch (TimeoutException ex) {
			throw stalled(ex);
		}
		catch (ExecutionException ex) {
			throw new IOException(this.path + " failed: " + Reason.of(ex.getCause()), ex.getCause());
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	/**
	 * Waits until the output buffer is empty: a stalled port accepts bytes until its
	 * buffer is full.
	 */
	private void awaitDrained() throws IOException {
		long start = System.nanoTime();
		try {
			while (this.port.getOutputBufferBytesCount() > 0) {
				if (System.nanoTime() - start > WRITE_TIMEOUT.toNanos()) {
					throw stalled(null);
				}
				TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
			}
		}
		catch (SerialPortException ex) {
			throw portFailed(ex);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	@Override
	public int read(byte[] buffer, Duration timeout) throws IOException {
		long start = System.nanoTime();
		try {
			int count = this.port.getInputBufferBytesCount();
			while (count == 0 && System.nanoTime() - start < timeout.toNanos()) {
				TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
				count = this.port.getInputBufferBytesCount();
			}
			return (count > 0) ? readAvailable(buffer, count) : 0;
		}
		catch (SerialPortException ex) {
			throw portFailed(ex);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	/**
	 * Reads at most the available bytes: jssc blocks without a timeout for more.
	 */
	private int readAvailable(byte[] buffer, int available) throws SerialPortException {
		byte[] bytes = this.port.readBytes(Math.min(available, buffer.length));
		System.arraycopy(bytes, 0, buffer, 0, bytes.length);
		return bytes.length;
	}

	private IOException stalled(Exception cause) {
		return new IOException(this.path + " stalls: it accepts no more bytes", cause);
	}

	private IOException portFailed(SerialPortException cause) {
		return new IOException(this.path + " failed: " + SerialLineOpener.describe(cause), cause);
	}

	private static IOException interrupted(InterruptedException cause) {
		Thread.currentThread().interrupt();
		return new IOException("interrupted", cause);
	}

	@Override
	public void close() throws IOException {
		try (this.lock) {
			if (this.port.isOpened()) {
				this.port.closePort();
			}
		}
		catch (SerialPortException ex) {
			throw portFailed(ex);
		}
	}

}
