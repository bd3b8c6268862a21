package org.camerad.driver.pi.ptz;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * A simulated Pelco-D head at the other end of a pseudo-terminal. It has its own tables
 * and shares no code with the tested package. Its responses can be delayed, preceded by
 * noise or dropped.
 */
public final class PelcoDHeadSimulator implements Closeable {

	private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

	private static final long AWAIT_TIMEOUT_NANOS = 60_000_000_000L;

	private final PseudoTerminal line;

	private final List<String> frames = new ArrayList<>();

	private final List<Long> times = new ArrayList<>();

	private final Thread thread = new Thread(this::listen, "pelco-d-head-simulator");

	private byte[] partialFrame = new byte[0];

	volatile boolean answers;

	volatile boolean garbles;

	volatile int dropsEvery = Integer.MAX_VALUE;

	volatile long delayMillis;

	private int queries;

	private volatile boolean ended;

	public PelcoDHeadSimulator(PseudoTerminal line) {
		this.line = line;
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/** Responds to queries from now on. */
	public void answerQueries() {
		this.answers = true;
	}

	private void listen() {
		while (!this.ended) {
			byte[] bytes = this.line.read();
			if (bytes.length > 0) {
				take(bytes);
			}
		}
	}

	/**
	 * Splits the bytes into frames of seven bytes; the test line loses none.
	 */
	private void take(byte[] bytes) {
		byte[] all = new byte[this.partialFrame.length + bytes.length];
		System.arraycopy(this.partialFrame, 0, all, 0, this.partialFrame.length);
		System.arraycopy(bytes, 0, all, this.partialFrame.length, bytes.length);
		int at = 0;
		for (; all.length - at >= 7; at += 7) {
			receive(HEX.formatHex(all, at, at + 7), all[at + 3]);
		}
		this.partialFrame = java.util.Arrays.copyOfRange(all, at, all.length);
	}

	private void receive(String frame, int second) {
		synchronized (this.frames) {
			this.frames.add(frame);
			this.times.add(System.nanoTime());
			this.frames.notifyAll();
		}
		if (this.answers && second >= 0x51 && second <= 0x61 && second % 2 == 1) {
			answer(second);
		}
	}

	private void answer(int query) {
		if (++this.queries % this.dropsEvery == 0) {
			return;
		}
		java.util.concurrent.locks.LockSupport.parkNanos(this.delayMillis * 1_000_000);
		if (this.garbles) {
			this.line.write(HEX.parseHex("FF 01 00 FF FF 01"));
		}
		this.line.write(HEX.parseHex(switch (query) {
			case 0x51 -> "FF 01 00 59 23 28 A5";
			case 0x53 -> "FF 01 00 5B 80 E8 C4";
			default -> "FF 01 00 63 04 B0 18";
		}));
	}

	/** Returns the received frames in hexadecimal. */
	public List<String> frames() {
		synchronized (this.frames) {
			return List.copyOf(this.frames);
		}
	}

	/** Returns the time of each frame, {@link System#nanoTime()}. */
	List<Long> times() {
		synchronized (this.frames) {
			return List.copyOf(this.times);
		}
	}

	/**
	 * Blocks until the received frames satisfy a condition, and returns them.
	 */
	public List<String> await(Predicate<List<String>> condition) throws InterruptedException {
		long start = System.nanoTime();
		synchronized (this.frames) {
			while (!condition.test(this.frames)) {
				if (System.nanoTime() - start > AWAIT_TIMEOUT_NANOS) {
					throw new AssertionError("timeout; received frames: " + this.frames);
				}
				this.frames.wait(100);
			}
			return List.copyOf(this.frames);
		}
	}

	public List<String> await(int count) throws InterruptedException {
		return await((frames) -> frames.size() >= count);
	}

	@Override
	public void close() {
		this.ended = true;
		this.line.close();
	}

}
