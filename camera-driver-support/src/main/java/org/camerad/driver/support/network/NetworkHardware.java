package org.camerad.driver.support.network;

import org.camerad.driver.CameraException;
import org.camerad.driver.Network;

/**
 * The driver's part of a network change: it reads, writes and activates the configuration
 * of one kind of board. {@link NetworkTrial} calls it from one thread at a time, except
 * {@link #isGatewayThere}. A snapshot is the configuration in the board's own format. It
 * is stored until the change is confirmed, so later versions must still read it.
 */
public interface NetworkHardware {

	/**
	 * Returns the current configuration.
	 * @param settings the settings in effect
	 * @throws CameraException UNAVAILABLE if it cannot be read
	 */
	String snapshot(Network settings) throws CameraException;

	/**
	 * Returns whether the configuration of the board equals a snapshot.
	 * @throws CameraException UNAVAILABLE if the configuration cannot be read
	 */
	boolean isConfigured(String snapshot) throws CameraException;

	/**
	 * Returns whether these settings would leave the configuration unchanged.
	 * @throws CameraException UNAVAILABLE if the configuration cannot be read
	 */
	boolean isConfigured(Network wanted) throws CameraException;

	/**
	 * Returns whether the gateway decides if a change is kept.
	 * @param settings the settings in effect
	 * @throws CameraException UNAVAILABLE if this cannot be determined
	 */
	boolean isJudged(Network settings) throws CameraException;

	/**
	 * Writes all new settings without activating them.
	 * @param wanted the new settings
	 * @param former the snapshot from before the change
	 * @throws CameraException REFUSED if the board does not accept them, UNAVAILABLE if
	 * they cannot be written
	 */
	void write(Network wanted, String former) throws CameraException;

	/**
	 * Writes a former configuration without activating it.
	 * @throws CameraException UNAVAILABLE if it cannot be written
	 */
	void restore(String former) throws CameraException;

	/**
	 * Activates the written configuration.
	 * @param former the snapshot from before the change
	 * @throws CameraException UNAVAILABLE if the activation fails
	 */
	void activate(String former) throws CameraException;

	/**
	 * Returns whether the gateway responds. May block for some seconds.
	 * @param settings the settings in effect
	 * @throws CameraException UNAVAILABLE if this cannot be determined
	 */
	boolean isGatewayThere(Network settings) throws CameraException;

	/**
	 * Returns the settings that a snapshot represents.
	 * @param snapshot the snapshot
	 * @param kept the source of values that are not in the snapshot
	 */
	Network network(String snapshot, Network kept);

}
