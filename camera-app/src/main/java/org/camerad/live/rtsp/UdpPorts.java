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
 * The two ports that RTP and RTCP are sent from, an even one and the next; all viewers
 * share them. Belongs to the event loop.
 */
final class UdpPorts implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(UdpPorts.class);

	private static final int ATTEMPTS = 50;

	private static final int BUFFER = 1024 * 1024;

	private final EventLoop loop;

	private final NioDatagramChannel media;

	private final NioDatagramChannel reports;

	private final Map<InetSocketAddress, Runnable> reporters = new HashMap<>();

	private UdpPorts(EventLoop loop, DatagramChannel media, DatagramChannel reports) {
		this.loop = loop;
		this.media = register(new NioDatagramChannel(media));
		this.reports = register(new NioDatagramChannel(reports));
	}

	/** Opens a pair of free ports. */
	static UdpPorts open(EventLoop loop, @Nullable InetAddress address) throws IOException {
		for (int i = 0; i < ATTEMPTS; i++) {
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
		channel.config().setOption(ChannelOption.SO_SNDBUF, BUFFER);
		channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(BUFFER / 2, BUFFER));
		channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(2048));
		channel.pipeline().addLast(new Receiver());
		this.loop.register(channel);
		return channel;
	}

	EventLoop loop() {
		return this.loop;
	}

	/** RTP's port; RTCP has the next. */
	int port() {
		return this.media.localAddress().getPort();
	}

	boolean isWritable() {
		return this.media.isWritable();
	}

	/** Has somebody told when reports come from an address. */
	void listen(InetSocketAddress from, Runnable reported) {
		this.reporters.put(from, reported);
	}

	void forget(InetSocketAddress from, Runnable reported) {
		this.reporters.remove(from, reported);
	}

	void send(ByteBuf packet, InetSocketAddress to) {
		this.media.write(new DatagramPacket(packet, to));
	}

	void flush() {
		this.media.flush();
	}

	void report(ByteBuf packet, InetSocketAddress to) {
		this.reports.writeAndFlush(new DatagramPacket(packet, to));
	}

	@Override
	public void close() {
		this.media.close();
		this.reports.close();
	}

	/** Hears viewers' reports, and whatever else anybody sends. */
	private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {

		@Override
		protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
			Runnable reported = UdpPorts.this.reporters.get(packet.sender());
			if (reported != null && Rtcp.isRtcp(packet.content())) {
				reported.run();
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
			// Such as a port unreachable: the viewer's time-out will tell.
			logger.debug("UDP: {}", failure.toString());
		}

	}

}
