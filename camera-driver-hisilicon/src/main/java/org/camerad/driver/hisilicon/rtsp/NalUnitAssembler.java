package org.camerad.driver.hisilicon.rtsp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

import org.camerad.driver.Codec;
import org.jspecify.annotations.Nullable;

/**
 * An assembler of NAL units from RTP payloads: H.264 by RFC 6184 (single, STAP-A, FU-A),
 * H.265 by RFC 7798 (single, aggregation, fragmentation).
 */
final class NalUnitAssembler {

	private static final int MAX_NAL_UNIT_BYTES = 8 << 20;

	private static final int STAP_A = 24;

	private static final int FU_A = 28;

	private static final int AGGREGATION = 48;

	private static final int FRAGMENTATION = 49;

	private static final int START_BIT = 0x80;

	private static final int END_BIT = 0x40;

	private final boolean h265;

	private final Consumer<byte[]> onUnit;

	private @Nullable ByteArrayOutputStream fragments;

	NalUnitAssembler(Codec codec, Consumer<byte[]> onUnit) {
		this.h265 = codec == Codec.H265;
		this.onUnit = onUnit;
	}

	void add(byte[] payload) throws IOException {
		int headerBytes = this.h265 ? 2 : 1;
		if (payload.length <= headerBytes) {
			return;
		}
		int type = this.h265 ? (payload[0] >> 1) & 0x3f : payload[0] & 0x1f;
		if (type == (this.h265 ? AGGREGATION : STAP_A)) {
			splitAggregate(payload, headerBytes);
		}
		else if (type == (this.h265 ? FRAGMENTATION : FU_A)) {
			addFragment(payload, headerBytes);
		}
		else {
			this.onUnit.accept(payload);
		}
	}

	private void splitAggregate(byte[] payload, int headerBytes) {
		int at = headerBytes;
		while (at + 2 < payload.length) {
			int length = (payload[at] & 0xff) << 8 | payload[at + 1] & 0xff;
			at += 2;
			if (length == 0 || at + length > payload.length) {
				return;
			}
			this.onUnit.accept(Arrays.copyOfRange(payload, at, at + length));
			at += length;
		}
	}

	private void addFragment(byte[] payload, int headerBytes) throws IOException {
		int fragment = payload[headerBytes] & 0xff;
		if ((fragment & START_BIT) != 0) {
			this.fragments = new ByteArrayOutputStream();
			writeHeader(this.fragments, payload, fragment);
		}
		ByteArrayOutputStream unit = this.fragments;
		if (unit == null) {
			return;
		}
		unit.write(payload, headerBytes + 1, payload.length - headerBytes - 1);
		if (unit.size() > MAX_NAL_UNIT_BYTES) {
			throw new IOException("a NAL unit of more than " + MAX_NAL_UNIT_BYTES + " bytes");
		}
		if ((fragment & END_BIT) != 0) {
			this.fragments = null;
			this.onUnit.accept(unit.toByteArray());
		}
	}

	private void writeHeader(ByteArrayOutputStream unit, byte[] payload, int fragment) {
		if (this.h265) {
			unit.write((payload[0] & 0x81) | (fragment & 0x3f) << 1);
			unit.write(payload[1]);
		}
		else {
			unit.write((payload[0] & 0xe0) | (fragment & 0x1f));
		}
	}

	/** Discards an incomplete unit. */
	void reset() {
		this.fragments = null;
	}

}
