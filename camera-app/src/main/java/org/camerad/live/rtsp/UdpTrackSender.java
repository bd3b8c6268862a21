package org.camerad.live.rtsp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import org.camerad.live.LiveTraffic.Protocol;
import org.camerad.live.rtp.RtpFrame;

/**
 * A sender of a track over UDP. It spreads the packets of a large frame over a part of
 * the frame interval, as tasks of the event loop. The frames that follow wait.
 */
final class UdpTrackSender extends TrackSender {

	private static final long TICK_MICROS = 1000;

	/** Frames of several bursts are video, whose clock has 90 kHz. */
	private static final int NANOS_PER_TIMESTAMP = 1_000_000_000 / 90_000;

	private static final int MAX_QUEUED_BYTES = 1024 * 1024;

	private final UdpPorts ports;

	private final InetSocketAddress media;

	private final InetSocketAddress reports;

	private final Deque<Queued> queue = new ArrayDeque<>();

	private int queuedBytes;

	private int next;

	private long startedNanos;

	private int lastTimestamp;

	/** A frame that waits or is being sent. */
	private record Queued(RtpFrame frame, int sequenceOffset, PacketPacing pacing) {
	}

	/**
	 * Creates a sender.
	 * @param address the address of the client's RTSP connection, the only permitted
	 * destination
	 * @param port the client's RTP port
	 * @param reportPort the client's RTCP port
	 */
	UdpTrackSender(Listener listener, UdpPorts ports, InetAddress address, int port, int reportPort) {
		super(listener);
		this.ports = ports;
		this.media = new InetSocketAddress(address, port);
		this.reports = new InetSocketAddress(address, reportPort);
	}

	/** Calls a listener for each RTCP packet of the client. */
	void addReportListener(Runnable onReport) {
		this.ports.addReportListener(this.reports, onReport);
	}

	void removeReportListener(Runnable onReport) {
		this.ports.removeReportListener(this.reports, onReport);
	}

	@Override
	int pending() {
		return this.queue.size();
	}

	@Override
	boolean isFull() {
		return this.queuedBytes >= MAX_QUEUED_BYTES || !this.ports.isWritable();
	}

	@Override
	void send(RtpFrame frame, int sequenceOffset) {
		long interval = ((int) frame.timestamp() - this.lastTimestamp) * (long) NANOS_PER_TIMESTAMP;
		this.lastTimestamp = (int) frame.timestamp();
		this.queue.add(new Queued(frame.retain(), sequenceOffset, PacketPacing.of(frame.packetCount(), interval)));
		this.queuedBytes += frame.size();
		if (this.queue.size() == 1) {
			sendFirst();
		}
	}

	private void sendFirst() {
		this.next = 0;
		this.startedNanos = System.nanoTime();
		sendBurst();
	}

	private void sendBurst() {
		if (!isOpen()) {
			this.queue.forEach((waiting) -> waiting.frame().release());
			this.queue.clear();
			return;
		}
		Queued current = this.queue.element();
		int end = current.pacing().end(this.next, System.nanoTime() - this.startedNanos);
		for (; this.next < end; this.next++) {
			this.ports.send(current.frame().packet(this.next, current.sequenceOffset()), this.media);
		}
		this.ports.flush();
		if (end < current.frame().packetCount()) {
			schedule(this::sendBurst);
			return;
		}
		this.queue.remove();
		this.queuedBytes -= current.frame().size();
		current.frame().release();
		if (!this.queue.isEmpty()) {
			schedule(this::sendFirst);
		}
	}

	private void schedule(Runnable burst) {
		this.ports.loop().schedule(burst, TICK_MICROS, TimeUnit.MICROSECONDS);
	}

	@Override
	void sendControl(ByteBuf packet) {
		this.ports.sendReport(packet, this.reports);
	}

	@Override
	Protocol protocol() {
		return Protocol.RTSP_UDP;
	}

	@Override
	String transportHeader() {
		return "RTP/AVP;unicast;client_port=" + this.media.getPort() + "-" + this.reports.getPort() + ";server_port="
				+ this.ports.port() + "-" + (this.ports.port() + 1);
	}

}
