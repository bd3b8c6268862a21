package org.camerad.cgi;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The cameras of this process. Any thread. */
public interface CameraDirectory {

	/** Returns the camera that listens on a local port, null when none does. */
	@Nullable RequestedCamera atPort(int localPort);

	/** Returns all cameras, by number. */
	List<? extends RequestedCamera> all();

	/** Returns the camera of a number, null if no camera has it. */
	@Nullable RequestedCamera numbered(int number);

	/** Returns the first camera. */
	RequestedCamera first();

}
