package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.time.Duration;

/**
 * A two-wire RS-485 line whose direction the sender must switch: it sends only while
 * bytes go out and receives at all other times, after a failure and after closing too.
 */
public final class HalfDuplexRs485Line implements ByteLine {

	private static final int BITS_PER_BYTE = 10;

	private final ByteLine line;

	private final LineDirection direction;

	private final int baudRate;

	private final LineClock clock;

	/**
	 * Makes a line directed.
	 * @param line the line, closed with this one
	 * @param direction how its direction is switched
	 * @param baudRate tells how long bytes are under way: ports return before they are
	 * out
	 */
	public HalfDuplexRs485Line(ByteLine line, LineDirection direction, int baudRate) {
		this(line, direction, baudRate, LineClock.SYSTEM);
	}

	HalfDuplexRs485Line(ByteLine line, LineDirection direction, int baudRate, LineClock clock) {
		this.line = line;
		this.direction = direction;
		this.baudRate = baudRate;
		this.clock = clock;
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		this.direction.switchTo(true);
		try {
			this.line.write(bytes);
			// One byte's time more: the port's own buffer is seldom empty at once.
			waitFor((bytes.length + 1L) * BITS_PER_BYTE * 1_000_000_000 / this.baudRate);
		}
		finally {
			this.direction.switchTo(false);
		}
	}

	private synchronized void waitFor(long nanos) throws IOException {
		long start = this.clock.nanoTime();
		try {
			for (long passed = 0; passed < nanos; passed = this.clock.nanoTime() - start) {
				this.clock.await(this, nanos - passed);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while sending", ex);
		}
	}

	@Override
	public int read(byte[] buffer, Duration timeout) throws IOException {
		return this.line.read(buffer, timeout);
	}

	@Override
	public void close() throws IOException {
		try {
			this.direction.switchTo(false);
		}
		finally {
			this.line.close();
		}
	}

}
