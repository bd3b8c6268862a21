package org.camerad.driver;

/**
 * The network interface of the camera. If the gateway is not reachable after a change,
 * the hardware rolls the change back and reports {@link CameraEvent.NetworkReverted}.
 */
public interface NetworkControl extends Control<Network> {

	/** Returns the factory values of this kind of camera (N4). */
	Network initial();

	/** Returns the MAC address, 6 bytes (N1). Constant while the camera is open. */
	byte[] macAddress();

	/**
	 * Returns the addresses in use: the lease while DHCP is on (N3), otherwise the static
	 * values (N2). Without a lease, the static values.
	 * @throws CameraException UNAVAILABLE if the addresses cannot be read or the camera
	 * is closed
	 */
	Network inUse() throws CameraException;

}
