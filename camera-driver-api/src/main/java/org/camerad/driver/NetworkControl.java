package org.camerad.driver;

/**
 * The camera's network interface. Hardware that finds the gateway gone after a change
 * goes back by itself and tells so with {@link CameraEvent.NetworkReverted}.
 */
public interface NetworkControl extends Control<Network> {

	/** The values a camera of this kind leaves the factory with (N4). */
	Network initial();

	/**
	 * The interface's hardware address, 6 bytes (N1). Constant while the camera is open.
	 */
	byte[] macAddress();

	/**
	 * The addresses in use: the lease while DHCP is on (N3), else the static ones (N2).
	 * Without a lease the static ones.
	 */
	Network inUse() throws CameraException;

}
