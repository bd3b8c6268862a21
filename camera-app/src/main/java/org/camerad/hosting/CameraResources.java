package org.camerad.hosting;

import java.nio.file.Path;

import org.camerad.driver.DriverSPI;
import org.camerad.network.CameraPort;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.InstanceConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, folders, ports and meters of one camera of this process.
 *
 * @param configuration its configuration
 * @param driver the driver that opens it
 * @param folder its data folder
 * @param storageFolder the mount point of its memory card, null for none
 * @param ports the ports of its contract
 * @param rtspPort the RTSP port, 0 for none
 * @param rtspsPort the port of RTSP over TLS, 0 for none
 * @param meters its meters
 */
record CameraResources(InstanceConfiguration configuration, DriverSPI driver, Path folder, @Nullable Path storageFolder,
		CameraPort.Options ports, int rtspPort, int rtspsPort, CameraMeters meters) {

	/** Returns its number, from 1. */
	int number() {
		return this.configuration.number();
	}

	/** Returns the properties in effect for it. */
	CameraProperties properties() {
		return this.configuration.properties();
	}

	/** Returns whether it needs a certificate. */
	boolean hasTls() {
		return this.ports.httpsPort() != 0 || this.rtspsPort != 0;
	}

	/** Returns what names the camera in the log, empty if it is the only one. */
	String logPrefix() {
		return (properties().count() > 1 || number() > 1) ? "camera " + number() + ", " : "";
	}

}
