package org.camerad.live.rtsp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import org.camerad.live.rtp.Rtcp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pair of UDP ports that all clients share: an even one for RTP, the next one for
 * RTCP. Confined to the event loop.
 */
final class UdpPorts implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(UdpPorts.class);

	private static final int MAX_ATTEMPTS = 50;

	private static final int BUFFER_BYTES = 1024 * 1024;

	private final EventLoop loop;

	private final NioDatagramChannel media;

	private final NioDatagramChannel reports;

	private final Map<InetSocketAddress, Runnable> reportListeners = new HashMap<>();

	private UdpPorts(EventLoop loop, DatagramChannel media, DatagramChannel reports) {
		this.loop = loop;
		this.media = register(new NioDatagramChannel(media));
		this.reports = register(new NioDatagramChannel(reports));
	}

	/**
	 * Opens a pair of free ports.
	 * @param address the address to bind to, null for all
	 * @throws IOException if no pair of ports can be opened
	 */
	static UdpPorts open(EventLoop loop, @Nullable InetAddress address) throws IOException {
		for (int i = 0; i < MAX_ATTEMPTS; i++) {
			DatagramChannel media = DatagramChannel.open();
			DatagramChannel reports = DatagramChannel.open();
			if (bind(media, reports, address)) {
				return new UdpPorts(loop, media, reports);
			}
			media.close();
			reports.close();
		}
		throw new BindException("no pair of UDP ports is free");
	}

	private static boolean bind(DatagramChannel media, DatagramChannel reports, @Nullable InetAddress address)
			throws IOException {
		media.bind(new InetSocketAddress(address, 0));
		int port = ((InetSocketAddress) media.getLocalAddress()).getPort();
		if (port % 2 != 0) {
			return false;
		}
		try {
			reports.bind(new InetSocketAddress(address, port + 1));
			return true;
		}
		catch (BindException ex) {
			logger.debug("port {} is in use", port + 1, ex);
			return false;
		}
	}

	private NioDatagramChannel register(NioDatagramChannel channel) {
		channel.config().setOption(ChannelOption.SO_SNDBUF, BUFFER_BYTES);
		channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(BUFFER_BYTES / 2, BUFFER_BYTES));
		channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(2048));
		channel.pipeline().addLast(new Receiver());
		this.loop.register(channel);
		return channel;
	}

	EventLoop loop() {
		return this.loop;
	}

	/** Returns the RTP port. RTCP uses the next one. */
	int port() {
		return this.media.localAddress().getPort();
	}

	boolean isWritable() {
		return this.media.isWritable();
	}

	/** Calls a listener for each RTCP packet from an address. */
	void addReportListener(InetSocketAddress from, Runnable onReport) {
		this.reportListeners.put(from, onReport);
	}

	void removeReportListener(InetSocketAddress from, Runnable onReport) {
		this.reportListeners.remove(from, onReport);
	}

	void send(ByteBuf packet, InetSocketAddress to) {
		this.media.write(new DatagramPacket(packet, to));
	}

	void flush() {
		this.media.flush();
	}

	void sendReport(ByteBuf packet, InetSocketAddress to) {
		this.reports.writeAndFlush(new DatagramPacket(packet, to));
	}

	@Override
	public void close() {
		this.media.close();
		this.reports.close();
	}

	/** A receiver of RTCP packets. It ignores unknown senders. */
	private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
			Runnable onReport = UdpPorts.this.reportListeners.get(packet.sender());
			if (onReport != null && Rtcp.isRtcp(packet.content())) {
				onReport.run();
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			// An error such as an unreachable port needs no action: the client's session
			// times out.
			logger.debug("sending or receiving on a UDP port failed: {}", failure.toString());
		}

	}

}
