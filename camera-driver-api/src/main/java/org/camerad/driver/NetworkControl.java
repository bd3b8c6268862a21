package org.camerad.driver;

/**
 * The camera's network interface. Hardware that finds the gateway gone after a change
 * goes back by itself and tells so with {@link CameraEvent.NetworkReverted}.
 */
public interface NetworkControl extends Control<Network> {

	/** The values a camera of this kind leaves the factory with. */
	Network initial();

	/** The interface's hardware address, 6 bytes. Constant while the camera is open. */
	byte[] macAddress();

	/**
	 * The addresses in use: the lease while DHCP is on, else the static ones. Without a
	 * lease the static ones.
	 */
	Network inUse() throws CameraException;

}
