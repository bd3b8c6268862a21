package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.Optional;

import org.camerad.driver.Network;
import org.camerad.driver.support.network.Ipv4;
import org.camerad.driver.support.process.Outcome;

/** Whether the gateway answers, and which one it is. */
final class Gateway {

	private static final System.Logger LOGGER = System.getLogger(Gateway.class.getName());

	private static final Duration LIMIT = Duration.ofSeconds(3);

	private static final int COMPLETE = 2;

	private final BoardFiles files;

	private final BoardCommands commands;

	private final String interfaceName;

	Gateway(BoardFiles files, BoardCommands commands, String interfaceName) {
		this.files = files;
		this.commands = commands;
		this.interfaceName = interfaceName;
	}

	/** The gateway in use: the configured one, or the lease's. */
	Optional<Inet4Address> of(Network network) throws IOException {
		return network.dhcp() ? defaultRoute() : Optional.of(network.gateway());
	}

	/** The kernel's default route over the interface. */
	Optional<Inet4Address> defaultRoute() throws IOException {
		return this.files.lines("/proc/net/route")
			.stream()
			.map((line) -> line.strip().split("\\s+"))
			.filter((words) -> words.length > 3 && words[0].equals(this.interfaceName) && words[1].equals("00000000")
					&& words[2].matches("[0-9A-Fa-f]{8}") && !words[2].equals("00000000"))
			.map((words) -> Ipv4.ofKernelHex(words[2]))
			.findFirst();
	}

	/**
	 * Whether it answers a ping, or at least told its hardware address: some answer no
	 * pings.
	 */
	boolean answers(Inet4Address gateway) {
		try {
			Outcome ping = this.commands.run(LIMIT, "ping", "-c", "1", "-W", "1", gateway.getHostAddress());
			return ping.isSuccess() || isNeighbour(gateway);
		}
		catch (IOException ex) {
			LOGGER.log(Level.WARNING, "The gateway cannot be asked: {0}", ex.getMessage());
			return false;
		}
	}

	private boolean isNeighbour(Inet4Address gateway) throws IOException {
		return this.files.lines("/proc/net/arp")
			.stream()
			.map((line) -> line.strip().split("\\s+"))
			.filter((words) -> words.length > 5 && words[0].equals(gateway.getHostAddress())
					&& words[5].equals(this.interfaceName))
			.anyMatch((words) -> words[2].matches("0x[0-9a-fA-F]{1,4}")
					&& (Integer.parseInt(words[2].substring(2), 16) & COMPLETE) != 0);
	}

}
