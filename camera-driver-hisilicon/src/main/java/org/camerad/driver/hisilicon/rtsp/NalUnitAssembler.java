package org.camerad.driver.hisilicon.rtsp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

import org.camerad.driver.Codec;
import org.jspecify.annotations.Nullable;

/**
 * Puts NAL units together from RTP payloads: H.264 by RFC 6184 (single, STAP-A, FU-A),
 * H.265 by RFC 7798 (single, aggregation, fragmentation).
 */
final class NalUnitAssembler {

	private static final int LARGEST = 8 << 20;

	private static final int STAP_A = 24;

	private static final int FU_A = 28;

	private static final int AGGREGATION = 48;

	private static final int FRAGMENTATION = 49;

	private static final int FIRST = 0x80;

	private static final int LAST = 0x40;

	private final boolean h265;

	private final Consumer<byte[]> onUnit;

	private @Nullable ByteArrayOutputStream fragments;

	NalUnitAssembler(Codec codec, Consumer<byte[]> onUnit) {
		this.h265 = codec == Codec.H265;
		this.onUnit = onUnit;
	}

	void add(byte[] payload) throws IOException {
		int head = this.h265 ? 2 : 1;
		if (payload.length <= head) {
			return;
		}
		int type = this.h265 ? (payload[0] >> 1) & 0x3f : payload[0] & 0x1f;
		if (type == (this.h265 ? AGGREGATION : STAP_A)) {
			split(payload, head);
		}
		else if (type == (this.h265 ? FRAGMENTATION : FU_A)) {
			join(payload, head);
		}
		else {
			this.onUnit.accept(payload);
		}
	}

	private void split(byte[] payload, int head) {
		int at = head;
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

	private void join(byte[] payload, int head) throws IOException {
		int fragment = payload[head] & 0xff;
		if ((fragment & FIRST) != 0) {
			this.fragments = new ByteArrayOutputStream();
			begin(this.fragments, payload, fragment);
		}
		ByteArrayOutputStream unit = this.fragments;
		if (unit == null) {
			return;
		}
		unit.write(payload, head + 1, payload.length - head - 1);
		if (unit.size() > LARGEST) {
			throw new IOException("a NAL unit of more than " + LARGEST + " bytes");
		}
		if ((fragment & LAST) != 0) {
			this.fragments = null;
			this.onUnit.accept(unit.toByteArray());
		}
	}

	private void begin(ByteArrayOutputStream unit, byte[] payload, int fragment) {
		if (this.h265) {
			unit.write((payload[0] & 0x81) | (fragment & 0x3f) << 1);
			unit.write(payload[1]);
		}
		else {
			unit.write((payload[0] & 0xe0) | (fragment & 0x1f));
		}
	}

	/** What has come of an unfinished unit is lost. */
	void reset() {
		this.fragments = null;
	}

}
