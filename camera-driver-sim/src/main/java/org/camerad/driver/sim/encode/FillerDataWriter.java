package org.camerad.driver.sim.encode;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.camerad.driver.Codec;

/**
 * Raises the bit rate of a constant-rate stream to its target. The encoder of a still
 * picture needs less than the target; filler data units (ITU-T H.264 7.3.2.7, H.265
 * 7.3.2.8), which decoders discard, make up for the rest. An encoder meets its bit rate
 * over about a second and not with each picture, so unused bytes stay available to it for
 * a while.
 */
final class FillerDataWriter {

	private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	/** Seconds for which the encoder may still use bytes that it has not used. */
	private static final double GRACE_SECONDS = 0.25;

	/** Start code, header, and the bit that ends the unit. */
	private static final int MIN_UNIT_BYTES = 8;

	private final byte[] header;

	private final double bytesPerSecond;

	private long lastNanos;

	private double owedBytes;

	FillerDataWriter(Codec codec, int bitrateKbps) {
		this.header = (codec == Codec.H264) ? new byte[] { 0, 0, 0, 1, 12 } : new byte[] { 0, 0, 0, 1, 38 << 1, 1 };
		this.bytesPerSecond = bitrateKbps * 1000 / 8.0;
	}

	/**
	 * Returns the access unit, with filler data if the stream is behind its bit rate.
	 */
	byte[] fill(byte[] data, long timeNanos) {
		long elapsed = (this.lastNanos == 0) ? 0 : Math.min(NANOS_PER_SECOND, timeNanos - this.lastNanos);
		this.lastNanos = timeNanos;
		this.owedBytes = Math.max(-this.bytesPerSecond,
				this.owedBytes + this.bytesPerSecond * elapsed / NANOS_PER_SECOND - data.length);
		int missing = (int) (this.owedBytes - this.bytesPerSecond * GRACE_SECONDS);
		if (missing < MIN_UNIT_BYTES) {
			return data;
		}
		this.owedBytes -= missing;
		byte[] filled = Arrays.copyOf(data, data.length + missing);
		Arrays.fill(filled, data.length, filled.length - 1, (byte) 0xff);
		System.arraycopy(this.header, 0, filled, data.length, this.header.length);
		filled[filled.length - 1] = (byte) 0x80;
		return filled;
	}

}
