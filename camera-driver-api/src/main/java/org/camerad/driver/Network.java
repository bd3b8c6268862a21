package org.camerad.driver;

import java.net.Inet4Address;

/**
 * The network settings of the camera (contract 3.7). The static values are kept while
 * DHCP is on. Immutable.
 *
 * @param dhcp whether a DHCP lease is used instead of the static values
 * @param address the static address
 * @param netmask the subnet mask, contiguous
 * @param gateway the gateway, inside the subnet
 * @param dns1 the preferred name server
 * @param dns2 the alternative name server
 */
public record Network(boolean dhcp, Inet4Address address, Inet4Address netmask, Inet4Address gateway, Inet4Address dns1,
		Inet4Address dns2) {
}
