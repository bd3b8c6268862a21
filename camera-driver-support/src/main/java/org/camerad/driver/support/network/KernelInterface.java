package org.camerad.driver.support.network;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network interface as the kernel's files describe it. A missing table counts as empty.
 * Immutable.
 *
 * @param root the root folder of the system
 * @param name the name of the interface
 */
public record KernelInterface(Path root, String name) {

	/** The flag ATF_COM of the kernel's if_arp.h: the MAC address is known. */
	private static final int COMPLETE = 0x02;

	private static final String ANY = "00000000";

	/**
	 * Returns the interface of the system's default route; empty without one.
	 * @throws IOException if the routes cannot be read
	 */
	public static Optional<KernelInterface> ofDefaultRoute(Path root) throws IOException {
		return table(root.resolve("proc/net/route")).filter((columns) -> columns.length > 2 && columns[1].equals(ANY))
			.map((columns) -> new KernelInterface(root, columns[0]))
			.findFirst();
	}

	private static Stream<String[]> table(Path file) throws IOException {
		try {
			return Files.readAllLines(file, StandardCharsets.ISO_8859_1)
				.stream()
				.map((line) -> line.strip().split("\\s+"));
		}
		catch (NoSuchFileException ex) {
			return Stream.empty();
		}
	}

	private Path address() {
		return this.root.resolve("sys/class/net").resolve(this.name).resolve("address");
	}

	/** Returns whether the system has this interface. */
	public boolean exists() {
		return Files.exists(address());
	}

	/**
	 * Returns the MAC address, 6 bytes.
	 * @throws IOException if the interface does not exist or has no MAC address
	 */
	public byte[] macAddress() throws IOException {
		String text = Files.readString(address(), StandardCharsets.US_ASCII).strip();
		if (!text.matches("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}")) {
			throw new IOException(address() + " has no hardware address");
		}
		return HexFormat.ofDelimiter(":").parseHex(text);
	}

	/**
	 * Returns the gateway of the default route over this interface; empty without one.
	 * @throws IOException if the routes cannot be read
	 */
	public Optional<Inet4Address> defaultGateway() throws IOException {
		return table(this.root.resolve("proc/net/route"))
			.filter((columns) -> columns.length > 3 && columns[0].equals(this.name) && columns[1].equals(ANY)
					&& columns[2].matches("[0-9A-Fa-f]{8}") && !columns[2].equals(ANY))
			.map((columns) -> Ipv4.ofKernelHex(columns[2]))
			.findFirst();
	}

	/**
	 * Returns whether the kernel knows the MAC address of a neighbour. Firewalls may
	 * block echo requests, but every host in the subnet responds to ARP.
	 * @throws IOException if the table of neighbours cannot be read
	 */
	public boolean isNeighbour(Inet4Address address) throws IOException {
		return table(this.root.resolve("proc/net/arp"))
			.filter((columns) -> columns.length > 5
					&& List.of(columns[0], columns[5]).equals(List.of(address.getHostAddress(), this.name)))
			.anyMatch((columns) -> columns[2].matches("0x[0-9a-fA-F]{1,4}")
					&& (Integer.decode(columns[2]) & COMPLETE) != 0);
	}

}
