package org.camerad.driver.hisilicon.rtsp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.camerad.driver.AccessUnit;
import org.camerad.driver.Codec;
import org.camerad.driver.support.video.AnnexB;
import org.camerad.driver.support.video.NalUnit;
import org.jspecify.annotations.Nullable;

/**
 * An assembler of access units from RTP packets. A key frame starts with parameter sets,
 * from the stream or else from the session description. After a lost packet it skips to
 * the next key frame.
 */
final class AccessUnitAssembler {

	private static final int MAX_ACCESS_UNIT_BYTES = 16 << 20;

	private final Codec codec;

	private final RtpClock time;

	private final Consumer<AccessUnit> onUnit;

	private final NalUnitAssembler units;

	private final Map<Integer, byte[]> parameterSets = new TreeMap<>();

	private final List<byte[]> pending = new ArrayList<>();

	private int pendingBytes;

	private @Nullable Integer pendingTime;

	private @Nullable Integer expectedSequence;

	private boolean complete = true;

	private boolean inSync;

	AccessUnitAssembler(Codec codec, List<byte[]> parameterSets, RtpClock time, Consumer<AccessUnit> onUnit) {
		this.codec = codec;
		this.time = time;
		this.onUnit = onUnit;
		this.units = new NalUnitAssembler(codec, this::addNalUnit);
		parameterSets.forEach((set) -> this.parameterSets.put(NalUnit.of(set).type(codec), set));
	}

	void add(RtpPacket packet) throws IOException {
		if (this.expectedSequence != null && packet.sequence() != this.expectedSequence) {
			onPacketLoss();
		}
		this.expectedSequence = (packet.sequence() + 1) & 0xffff;
		if (this.pendingTime != null && this.pendingTime != packet.time()) {
			finish();
		}
		this.pendingTime = packet.time();
		this.units.add(packet.payload());
		if (this.pendingBytes > MAX_ACCESS_UNIT_BYTES) {
			throw new IOException("an access unit of more than " + MAX_ACCESS_UNIT_BYTES + " bytes");
		}
		if (packet.marker()) {
			finish();
		}
	}

	private void onPacketLoss() {
		this.units.reset();
		this.complete = false;
		this.inSync = false;
	}

	private void addNalUnit(byte[] unit) {
		if (NalUnit.of(unit).isParameterSet(this.codec)) {
			this.parameterSets.put(NalUnit.of(unit).type(this.codec), unit);
		}
		else {
			this.pending.add(unit);
			this.pendingBytes += unit.length;
		}
	}

	private void finish() {
		Integer timestamp = this.pendingTime;
		boolean key = this.pending.stream().anyMatch((unit) -> NalUnit.of(unit).isKeySlice(this.codec));
		this.inSync = this.complete && (key || this.inSync);
		if (timestamp != null && this.inSync && !this.pending.isEmpty()) {
			this.onUnit.accept(new AccessUnit(this.codec, annexB(key), this.time.nanos(timestamp), key));
		}
		this.pending.clear();
		this.pendingBytes = 0;
		this.pendingTime = null;
		this.complete = true;
	}

	private byte[] annexB(boolean key) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(this.pendingBytes + 256);
		if (key) {
			this.parameterSets.values().forEach((set) -> AnnexB.write(bytes, set));
		}
		this.pending.forEach((unit) -> AnnexB.write(bytes, unit));
		return bytes.toByteArray();
	}

}
