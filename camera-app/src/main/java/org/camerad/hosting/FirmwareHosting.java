package org.camerad.hosting;

import java.io.IOException;

import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraFailure;
import org.camerad.camera.CameraMaintenance;
import org.camerad.camera.StreamId;
import org.camerad.network.CameraPort;
import org.camerad.operation.FirmwareProperties.Restart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The restart of a hosted camera with its next firmware, and the check that it works. */
final class FirmwareHosting {

	private static final Logger logger = LoggerFactory.getLogger(FirmwareHosting.class);

	private FirmwareHosting() {
	}

	/** Returns the work that restarts a camera. It returns at once. */
	static Runnable restart(Restart restart, CameraMaintenance maintenance) {
		return (restart == Restart.PROCESS) ? FirmwareHosting::endProcess : maintenance::reopen;
	}

	private static void endProcess() {
		logger.warn("the process ends with exit code {} to be started again with the next firmware", Restart.EXIT_CODE);
		// The calling thread may be one that the shutdown waits for.
		new Thread(() -> System.exit(Restart.EXIT_CODE), "process-restart").start();
	}

	/** Returns whether a camera answers requests and takes pictures. Takes seconds. */
	static boolean works(CameraPort port, CameraCalls calls) {
		try {
			if (port.current() <= 0) {
				return false;
			}
			port.probe();
			return calls.picture(StreamId.MAIN).jpeg().length > 0;
		}
		catch (IOException | CameraFailure ex) {
			logger.debug("the camera does not work yet: {}", ex.toString());
			return false;
		}
	}

}
