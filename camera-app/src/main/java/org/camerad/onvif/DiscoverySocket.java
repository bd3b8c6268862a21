package org.camerad.onvif;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

import org.camerad.operation.RateLimitedLogger;
import org.camerad.thread.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The socket of WS-Discovery, with one thread that reads it. The receiver gets datagrams
 * of at most 8 KiB; longer ones are dropped. Thread-safe.
 */
final class DiscoverySocket implements AutoCloseable {

	static final int PORT = 3702;

	private static final Logger logger = LoggerFactory.getLogger(DiscoverySocket.class);

	private static final RateLimitedLogger repeated = new RateLimitedLogger(logger, "problems of WS-Discovery");

	private static final int MAX_DATAGRAM = 8192;

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final InetAddress GROUP = group();

	private final DatagramChannel channel;

	private final int port;

	/** The interfaces with the group, by name and the system's number. */
	private final Map<String, MembershipKey> joined = new HashMap<>();

	/** The interfaces that cannot join, which are logged once. */
	private final Set<String> refused = new HashSet<>();

	/**
	 * Opens the socket. Other programs can share the port.
	 * @param receiver is called with the sender and its datagram, on the socket's thread
	 */
	DiscoverySocket(int port, BiConsumer<InetSocketAddress, byte[]> receiver) throws IOException {
		this.port = port;
		this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
		try {
			this.channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
			this.channel.bind(new InetSocketAddress(port));
		}
		catch (IOException | RuntimeException ex) {
			this.channel.close();
			throw ex;
		}
		DaemonThreads.create("ws-discovery", () -> read(receiver)).start();
	}

	private static InetAddress group() {
		try {
			return InetAddress.getByAddress(new byte[] { (byte) 239, (byte) 255, (byte) 255, (byte) 250 });
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void read(BiConsumer<InetSocketAddress, byte[]> receiver) {
		ByteBuffer buffer = ByteBuffer.allocate(MAX_DATAGRAM + 1);
		while (this.channel.isOpen()) {
			try {
				InetSocketAddress sender = (InetSocketAddress) this.channel.receive(buffer.clear());
				if (sender != null && buffer.position() <= MAX_DATAGRAM) {
					byte[] datagram = new byte[buffer.flip().remaining()];
					buffer.get(datagram);
					receiver.accept(sender, datagram);
				}
			}
			catch (ClosedChannelException ex) {
				return;
			}
			catch (IOException ex) {
				repeated.log(Level.WARN, "WS-Discovery cannot read its socket: {}; trying again every second",
						ex.toString());
				LockSupport.parkNanos(PAUSE.toNanos());
			}
			catch (RuntimeException ex) {
				repeated.log(Level.ERROR, "a datagram of WS-Discovery has failed", ex);
			}
		}
	}

	/** Joins the group on these interfaces, and leaves the others. */
	synchronized void join(DiscoveryInterfaces interfaces) {
		Map<String, String> wanted = new HashMap<>();
		interfaces.addresses().forEach((local) -> wanted.put(local.name() + " " + local.index(), local.name()));
		Set<String> gone = new HashSet<>(this.joined.keySet());
		gone.removeAll(wanted.keySet());
		gone.forEach((key) -> this.joined.remove(key).drop());
		this.refused.retainAll(wanted.keySet());
		wanted.keySet().removeAll(this.joined.keySet());
		wanted.forEach(this::join);
	}

	private void join(String key, String name) {
		try {
			NetworkInterface found = NetworkInterface.getByName(name);
			if (found != null) {
				this.joined.put(key, this.channel.join(GROUP, found));
			}
		}
		catch (IOException ex) {
			if (this.refused.add(key)) {
				logger.warn("WS-Discovery cannot join 239.255.255.250 on {}: {}; clients there do not find the cameras;"
						+ " trying again", name, ex.toString());
			}
		}
	}

	/** Sends a datagram to one client. */
	void send(byte[] datagram, InetSocketAddress to) throws IOException {
		this.channel.send(ByteBuffer.wrap(datagram), to);
	}

	/** Sends a datagram to the group on one interface. */
	synchronized void announce(byte[] datagram, String interfaceName) throws IOException {
		NetworkInterface on = NetworkInterface.getByName(interfaceName);
		if (on != null) {
			this.channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, on);
			send(datagram, new InetSocketAddress(GROUP, this.port));
		}
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			logger.debug("the socket of WS-Discovery could not be closed", ex);
		}
	}

}
