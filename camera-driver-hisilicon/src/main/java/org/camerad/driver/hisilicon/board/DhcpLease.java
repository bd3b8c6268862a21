package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camerad.driver.Network;
import org.camerad.driver.support.network.Ipv4;
import org.camerad.driver.support.network.KernelInterface;
import org.camerad.driver.support.process.ProcessResult;

/** The addresses of the interface, and what the DHCP client assigned with them. */
final class DhcpLease {

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

	private static final Pattern ADDRESS = Pattern.compile("inet ([0-9.]{7,15})/([0-9]{1,2})");

	private final BoardFiles files;

	private final BoardCommands commands;

	private final KernelInterface device;

	DhcpLease(BoardFiles files, BoardCommands commands, KernelInterface device) {
		this.files = files;
		this.commands = commands;
		this.device = device;
	}

	/** Returns the addresses in use; the fallback for those that are not assigned. */
	Network inUse(Network fallback) throws IOException {
		ProcessResult outcome = shown();
		Matcher matcher = ADDRESS.matcher(outcome.output());
		if (!outcome.isSuccess() || !matcher.find() || Ipv4.parse(matcher.group(1)).isEmpty()) {
			return fallback;
		}
		int length = Math.min(32, Integer.parseInt(matcher.group(2)));
		List<Inet4Address> servers = nameServers();
		Inet4Address first = servers.isEmpty() ? fallback.dns1() : servers.get(0);
		return new Network(true, Ipv4.of(matcher.group(1)), Ipv4.mask(length),
				this.device.defaultGateway().orElse(fallback.gateway()), first,
				(servers.size() > 1) ? servers.get(1) : first);
	}

	private ProcessResult shown() throws IOException {
		return this.commands.run(COMMAND_TIMEOUT, "ip", "-4", "addr", "show", "dev", this.device.name());
	}

	/**
	 * Returns whether the interface has this address, or may have it because the board
	 * does not tell its addresses.
	 */
	boolean mayHold(Inet4Address address) throws IOException {
		if (!this.commands.has("ip")) {
			return true;
		}
		List<String> held = ADDRESS.matcher(shown().output()).results().map((match) -> match.group(1)).toList();
		return held.isEmpty() || held.contains(address.getHostAddress());
	}

	private List<Inet4Address> nameServers() throws IOException {
		return this.files.lines("/tmp/resolv.conf")
			.stream()
			.map((line) -> line.strip().split("\\s+"))
			.filter((words) -> words.length > 1 && words[0].equals("nameserver"))
			.flatMap((words) -> Ipv4.parse(words[1]).stream())
			.toList();
	}

}
