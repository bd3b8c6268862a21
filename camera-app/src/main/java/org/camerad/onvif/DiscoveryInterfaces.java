package org.camerad.onvif;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The IPv4 addresses of this host on which clients find cameras. Immutable.
 *
 * @param addresses the addresses with their interfaces, at most 64
 */
record DiscoveryInterfaces(List<Local> addresses) {

	private static final int MAX_ADDRESSES = 64;

	/**
	 * An address of this host.
	 *
	 * @param name the name of its interface
	 * @param index the system's number of the interface
	 * @param prefixLength the length of the subnet's prefix in bits
	 */
	record Local(String name, int index, Inet4Address address, int prefixLength) {

		/** Returns whether another address is in the same subnet. */
		boolean isOnLink(InetAddress other) {
			int shift = Integer.SIZE - this.prefixLength;
			return other instanceof Inet4Address && bits(other) >>> shift == bits(this.address) >>> shift;
		}

		private static int bits(InetAddress address) {
			byte[] parts = address.getAddress();
			return (parts[0] & 0xFF) << 24 | (parts[1] & 0xFF) << 16 | (parts[2] & 0xFF) << 8 | parts[3] & 0xFF;
		}

		String host() {
			return this.address.getHostAddress();
		}

		@Override
		public String toString() {
			return host() + " (" + this.name + ")";
		}

	}

	/**
	 * Reads the addresses in use now.
	 * @param bound the only address on which cameras listen, null for all
	 */
	static DiscoveryInterfaces read(@Nullable InetAddress bound) throws SocketException {
		List<Local> found = new ArrayList<>();
		for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
			if (each.isUp()) {
				each.getInterfaceAddresses()
					.stream()
					.filter((address) -> isListening(address.getAddress(), bound))
					.map((address) -> local(each, address))
					.forEach(found::add);
			}
		}
		return new DiscoveryInterfaces(found.stream().limit(MAX_ADDRESSES).toList());
	}

	private static boolean isListening(InetAddress address, @Nullable InetAddress bound) {
		return address instanceof Inet4Address && (bound == null || bound.isAnyLocalAddress() || bound.equals(address));
	}

	private static Local local(NetworkInterface on, InterfaceAddress address) {
		return new Local(on.getName(), on.getIndex(), (Inet4Address) address.getAddress(),
				address.getNetworkPrefixLength());
	}

	/**
	 * Returns the own address in the subnet of a sender, empty for one that is not on a
	 * link of this host.
	 */
	Optional<Local> findOnLink(InetAddress sender) {
		return this.addresses.stream().filter((local) -> local.isOnLink(sender)).findFirst();
	}

	@Override
	public String toString() {
		return this.addresses.stream().map(Local::toString).collect(Collectors.joining(", "));
	}

}
