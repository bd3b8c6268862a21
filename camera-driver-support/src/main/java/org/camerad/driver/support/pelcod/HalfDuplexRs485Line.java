package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.time.Duration;

/**
 * A two-wire RS-485 line whose direction the sender switches. It transmits only while
 * bytes are sent and receives at all other times, also after a failure and after
 * {@link #close()}. Threading as {@link ByteLine}.
 */
public final class HalfDuplexRs485Line implements ByteLine {

	private static final int BITS_PER_BYTE = 10;

	private final ByteLine line;

	private final LineDirection direction;

	private final int baudRate;

	private final LineClock clock;

	/**
	 * Creates a half-duplex line.
	 * @param line the line; it is closed with this one
	 * @param direction the switch of the direction
	 * @param baudRate the baud rate, from which the transmission time is computed: ports
	 * return before the last byte is sent
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
			// One byte more, because the port's own buffer is rarely empty at once.
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
