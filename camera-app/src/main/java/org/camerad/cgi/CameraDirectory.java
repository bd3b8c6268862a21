package org.camerad.cgi;

import org.jspecify.annotations.Nullable;

/** The cameras of this process. Any thread. */
public interface CameraDirectory {

	/** Returns the camera that listens on a local port, null when none does. */
	@Nullable RequestedCamera atPort(int localPort);

	/** Returns the first camera. */
	RequestedCamera first();

}
