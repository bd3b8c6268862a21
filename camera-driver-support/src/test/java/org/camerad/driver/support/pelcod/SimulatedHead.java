package org.camerad.driver.support.pelcod;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A simulated head at the other end of a line that may respond, be slow, drop, garble and
 * fail.
 */
final class SimulatedHead implements ByteLine, ByteLine.Opener {

	private final ManualLineClock clock;

	private final List<String> received = new ArrayList<>();

	private final List<Long> times = new ArrayList<>();

	private final Queue<Byte> answers = new ArrayDeque<>();

	volatile boolean respondsToQueries;

	volatile boolean garbles;

	volatile boolean echoes;

	volatile boolean noisy;

	volatile long delayMillis;

	/** The address to which the head responds. */
	volatile int address = 1;

	volatile boolean broken;

	volatile boolean refusesToOpen;

	volatile CountDownLatch stalled = new CountDownLatch(0);

	volatile int opened;

	volatile int closed;

	private long answersFrom;

	SimulatedHead(ManualLineClock clock) {
		this.clock = clock;
	}

	@Override
	public ByteLine open() throws IOException {
		if (this.refusesToOpen) {
			throw new IOException("port busy");
		}
		this.opened++;
		return this;
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		await(this.stalled);
		if (this.broken) {
			throw new IOException("adapter unplugged");
		}
		synchronized (this) {
			String frame = ReferenceDecoder.describe(bytes);
			this.received.add(frame);
			this.times.add(this.clock.millis());
			if (this.echoes) {
				answer(bytes);
			}
			answerTo(frame);
		}
	}

	private static void await(CountDownLatch latch) throws IOException {
		try {
			if (!latch.await(30, TimeUnit.SECONDS)) {
				throw new IOException("stalled for ever");
			}
		}
		catch (InterruptedException ex) {
			throw new IOException("interrupted", ex);
		}
	}

	private void answerTo(String frame) {
		if (!this.respondsToQueries) {
			return;
		}
		switch (frame) {
			case "query pan" -> answer(ReferenceDecoder.bytes("FF 01 00 59 23 28 A5"));
			case "query tilt" -> answer(ReferenceDecoder.bytes("FF 01 00 5B 80 E8 C4"));
			case "query zoom" -> answer(ReferenceDecoder.bytes("FF 01 00 5D 06 F5 59"));
			case "query magnification" -> answer(ReferenceDecoder.bytes("FF 01 00 63 04 B0 18"));
			default -> {
			}
		}
	}

	private void answer(byte[] frame) {
		if (this.garbles) {
			answerBytes(ReferenceDecoder.bytes("00 FF 01 00 FF"));
		}
		frame[1] += this.address - 1;
		frame[6] += this.address - 1;
		answerBytes(frame);
		this.answersFrom = this.clock.millis() + this.delayMillis;
	}

	private void answerBytes(byte[] bytes) {
		for (byte each : bytes) {
			this.answers.add(each);
		}
	}

	@Override
	public synchronized int read(byte[] buffer, Duration timeout) throws IOException {
		int count = take(buffer);
		// Noise also takes its time on the line.
		if ((count == 0 || this.noisy) && !timeout.isZero()) {
			try {
				this.clock.await(this, timeout.toNanos());
			}
			catch (InterruptedException ex) {
				throw new IOException("interrupted", ex);
			}
		}
		return count;
	}

	private int take(byte[] buffer) throws IOException {
		if (this.broken) {
			throw new IOException("adapter unplugged");
		}
		if (this.noisy) {
			return buffer.length;
		}
		int count = 0;
		while (count < buffer.length && !this.answers.isEmpty() && this.clock.millis() >= this.answersFrom) {
			buffer[count++] = this.answers.remove();
		}
		return count;
	}

	@Override
	public void close() {
		this.closed++;
		this.stalled.countDown();
	}

	synchronized List<String> received() {
		return List.copyOf(this.received);
	}

	synchronized List<Long> times() {
		return List.copyOf(this.times);
	}

	synchronized void forget() {
		this.received.clear();
		this.times.clear();
	}

}
