package org.camerad.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of WS-Discovery on the loopback interface, which writes its probes by hand.
 */
final class DiscoveryClient implements AutoCloseable {

	static final int PORT = 3702;

	private static final String GROUP = "239.255.255.250";

	private final DatagramSocket socket;

	private DiscoveryClient(DatagramSocket socket) {
		this.socket = socket;
	}

	/** Sends from an address of 127.0.0.0/8. */
	static DiscoveryClient at(String address) throws IOException {
		MulticastSocket socket = new MulticastSocket(new InetSocketAddress(address, 0));
		socket.setNetworkInterface(NetworkInterface.getByName("lo"));
		return new DiscoveryClient(socket);
	}

	/** Hears what is sent to the group. */
	static DiscoveryClient listening() throws IOException {
		MulticastSocket socket = new MulticastSocket(new InetSocketAddress(GROUP, PORT));
		socket.joinGroup(new InetSocketAddress(GROUP, PORT), NetworkInterface.getByName("lo"));
		return new DiscoveryClient(socket);
	}

	static String newId() {
		return "uuid:" + UUID.randomUUID();
	}

	/** A message as go2rtc and others write it. */
	static String message(String id, String body) {
		return "<?xml version=\"1.0\" ?>\n<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\">\n"
				+ "<s:Header xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\">"
				+ "<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action><a:MessageID>" + id
				+ "</a:MessageID><a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header><s:Body>" + body
				+ "</s:Body></s:Envelope>";
	}

	static String probe(String id, String content) {
		return message(id,
				"<d:Probe xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\""
						+ " xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\""
						+ " xmlns:dp0=\"http://www.onvif.org/ver10/device/wsdl\">" + content + "</d:Probe>");
	}

	DiscoveryClient multicast(String message) {
		return send(message, GROUP);
	}

	DiscoveryClient unicast(String message) {
		return send(message, "127.0.0.1");
	}

	private DiscoveryClient send(String message, String to) {
		byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
		try {
			this.socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(to), PORT));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	/**
	 * Returns the messages about the cameras of the first port that came, until there are
	 * that many or the time is over.
	 */
	List<String> receive(int count, Duration time, String... parts) {
		List<String> received = new ArrayList<>();
		long deadline = System.nanoTime() + time.toNanos();
		byte[] buffer = new byte[65536];
		try {
			while (received.size() < count && deadline - System.nanoTime() > 1_000_000) {
				DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
				this.socket.setSoTimeout((int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
				this.socket.receive(packet);
				String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
				if (List.of(parts).stream().allMatch(text::contains)) {
					received.add(text);
				}
			}
		}
		catch (SocketTimeoutException ex) {
			return received;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return received;
	}

	/** The content of an element of a message. */
	static String text(String message, String element) {
		Matcher matcher = Pattern.compile("<(?:\\w+:)?" + element + "\\b[^>]*>([^<]+)").matcher(message);
		return matcher.find() ? matcher.group(1) : "";
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
