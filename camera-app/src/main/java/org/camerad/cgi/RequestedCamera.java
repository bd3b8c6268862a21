package org.camerad.cgi;

/** The camera of a request. Any thread. */
public interface RequestedCamera {

	/** Returns its number among the cameras of the process, from 1. */
	int number();

	/** Returns whether the camera is rebooting and refuses every request. */
	boolean isRebooting();

	/** Returns the camera's sessions. */
	SessionResolver sessions();

	/**
	 * Returns the camera's part of exactly that type.
	 * @throws IllegalArgumentException when no camera has such a part
	 */
	<P extends CameraPart> P part(Class<P> type);

}
