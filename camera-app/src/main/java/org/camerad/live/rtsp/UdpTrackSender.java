package org.camerad.live.rtsp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import org.camerad.live.rtp.RtpFrame;
import org.jspecify.annotations.Nullable;

/**
 * A sender of a track over UDP. It splits a large frame into bursts that fit into a
 * receiver's buffer.
 */
final class UdpTrackSender extends TrackSender {

	/** The default receive buffer of Linux holds about 90 packets. */
	private static final int BURST_PACKETS = 32;

	private static final long BURST_GAP_MICROS = 1500;

	private final UdpPorts ports;

	private final InetSocketAddress media;

	private final InetSocketAddress reports;

	private @Nullable RtpFrame sending;

	private int sequenceOffset;

	private int next;

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
		return (this.sending == null) ? 0 : 1;
	}

	@Override
	boolean isFull() {
		return this.sending != null || !this.ports.isWritable();
	}

	@Override
	void send(RtpFrame frame, int sequenceOffset) {
		this.sending = frame.retain();
		this.sequenceOffset = sequenceOffset;
		this.next = 0;
		sendBurst();
	}

	private void sendBurst() {
		RtpFrame frame = this.sending;
		if (frame == null) {
			return;
		}
		int end = isOpen() ? Math.min(frame.packetCount(), this.next + BURST_PACKETS) : this.next;
		for (; this.next < end; this.next++) {
			this.ports.send(frame.packet(this.next, this.sequenceOffset), this.media);
		}
		this.ports.flush();
		if (isOpen() && this.next < frame.packetCount()) {
			this.ports.loop().schedule(this::sendBurst, BURST_GAP_MICROS, TimeUnit.MICROSECONDS);
		}
		else {
			this.sending = null;
			frame.release();
		}
	}

	@Override
	void sendControl(ByteBuf packet) {
		this.ports.sendReport(packet, this.reports);
	}

	@Override
	String transportHeader() {
		return "RTP/AVP;unicast;client_port=" + this.media.getPort() + "-" + this.reports.getPort() + ";server_port="
				+ this.ports.port() + "-" + (this.ports.port() + 1);
	}

}
