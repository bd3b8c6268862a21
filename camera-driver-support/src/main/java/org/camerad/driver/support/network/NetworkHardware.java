package org.camerad.driver.support.network;

import org.camerad.driver.CameraException;
import org.camerad.driver.Network;

/**
 * The driver's part of a network change: reads, writes and activates one board's
 * configuration. {@link NetworkTrial} calls it from one thread at a time, except
 * {@link #isGatewayThere}. A snapshot is the configuration in the board's own words; it
 * is stored until the change is confirmed, so a later version must still read it.
 */
public interface NetworkHardware {

	/**
	 * Returns the present configuration.
	 * @param settings the settings in effect
	 * @throws CameraException UNAVAILABLE if it cannot be read
	 */
	String snapshot(Network settings) throws CameraException;

	/**
	 * Returns whether the board is configured as a snapshot says.
	 * @throws CameraException UNAVAILABLE if the configuration cannot be read
	 */
	boolean isConfigured(String snapshot) throws CameraException;

	/**
	 * Returns whether these settings would change nothing of the configuration.
	 * @throws CameraException UNAVAILABLE if the configuration cannot be read
	 */
	boolean isConfigured(Network wanted) throws CameraException;

	/**
	 * Returns whether a change may be judged by its gateway.
	 * @param settings the settings in effect
	 * @throws CameraException UNAVAILABLE if that cannot be told
	 */
	boolean isJudged(Network settings) throws CameraException;

	/**
	 * Writes new settings as a whole, without activating them.
	 * @param former the snapshot from before the change
	 * @throws CameraException REFUSED or UNAVAILABLE if they cannot be written
	 */
	void write(Network wanted, String former) throws CameraException;

	/**
	 * Writes a former configuration back, without activating it.
	 * @throws CameraException UNAVAILABLE if it cannot be written
	 */
	void restore(String former) throws CameraException;

	/**
	 * Puts the configuration into force that is written.
	 * @param former the snapshot from before the change
	 * @throws CameraException UNAVAILABLE if that fails
	 */
	void activate(String former) throws CameraException;

	/**
	 * Looks for the gateway, for some seconds at most.
	 * @param settings the settings in effect
	 * @throws CameraException UNAVAILABLE if that cannot be told
	 */
	boolean isGatewayThere(Network settings) throws CameraException;

	/**
	 * Returns the settings that a snapshot stands for.
	 * @param kept for what the snapshot does not tell
	 */
	Network network(String snapshot, Network kept);

}
