package org.camerad.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names and addresses under which clients reach this machine.
 *
 * @param names its host names, the own one first
 * @param addresses the addresses of its interfaces, without those of one link
 */
record HostNames(List<String> names, List<InetAddress> addresses) {

	private static final Logger logger = LoggerFactory.getLogger(HostNames.class);

	private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

	private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

	/** The file of the kernel: Java would ask a DNS server for the name. */
	private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

	private static final int MAX_COMMON_NAME = 64;

	private static final int MAX_ADDRESSES = 64;

	/** Returns the present names and addresses. Asks no other machine. */
	static HostNames present() {
		Set<String> names = new LinkedHashSet<>();
		hostName().ifPresent(names::add);
		names.add("localhost");
		Set<InetAddress> addresses = new LinkedHashSet<>();
		try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
			interfaces.flatMap(NetworkInterface::inetAddresses)
				.filter((address) -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
				.limit(MAX_ADDRESSES)
				.forEach(addresses::add);
		}
		catch (SocketException ex) {
			logger.warn("the network interfaces cannot be listed; the certificate has no addresses: {}", ex.toString());
		}
		return new HostNames(List.copyOf(names), List.copyOf(addresses));
	}

	private static Optional<String> hostName() {
		try {
			return Optional.of(Files.readString(KERNEL_NAME).strip()).filter((name) -> NAME.matcher(name).matches());
		}
		catch (IOException ex) {
			logger.debug("the host name cannot be read", ex);
			return Optional.empty();
		}
	}

	/** Returns the first name, as long as a common name may be. */
	String commonName() {
		String first = this.names.get(0);
		return first.substring(0, Math.min(first.length(), MAX_COMMON_NAME));
	}

}
