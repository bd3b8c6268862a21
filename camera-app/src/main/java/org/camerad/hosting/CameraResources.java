package org.camerad.hosting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Tags;
import org.camerad.network.CameraPort;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.CameraProperties;
import org.camerad.operation.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * The folders, ports and meters of one camera of this process. The first camera uses the
 * configured ones; each other camera uses the next ports and folders of its own.
 *
 * @param number its number, from 1
 * @param folder its data folder
 * @param storageFolder the mount point of its memory card, null for none
 * @param ports the ports of its contract
 * @param rtspPort the RTSP port, 0 for none
 * @param rtspsPort the port of RTSP over TLS, 0 for none
 * @param hasTls whether it needs a certificate
 * @param meters its meters
 */
record CameraResources(int number, Path folder, @Nullable Path storageFolder, CameraPort.Options ports, int rtspPort,
		int rtspsPort, boolean hasTls, CameraMeters meters) {

	/**
	 * Returns the resources of all configured cameras.
	 * @throws ConfigurationException when their ports are not valid
	 */
	static List<CameraResources> all(SharedResources shared) {
		ServicePorts ports = ServicePorts.of(shared);
		Set<Integer> reserved = ports.reserved();
		return IntStream.rangeClosed(1, ports.count()).mapToObj((index) -> of(index, shared, ports, reserved)).toList();
	}

	private static CameraResources of(int index, SharedResources shared, ServicePorts ports, Set<Integer> reserved) {
		CameraProperties properties = shared.properties();
		Tags tags = (properties.count() == 1) ? Tags.empty() : Tags.of("camera", String.valueOf(index));
		Path folder = instanceFolder(properties.dataDir(), index);
		int https = ports.https().port(index);
		int rtsps = ports.rtsps().port(index);
		return new CameraResources(index, folder, cardFolder(properties.upload().sd().directory(), index),
				new CameraPort.Options(ports.http().port(index), properties.http().enabled(), https, reserved),
				ports.rtsp().port(index), rtsps, https != 0 || rtsps != 0, new CameraMeters(shared.meters(), tags));
	}

	private static Path instanceFolder(Path folder, int index) {
		return (index == 1) ? folder : folder.resolve("camera-" + index);
	}

	/**
	 * Returns a camera's own folder on the memory card, so that cameras on one card do
	 * not remove each other's pictures.
	 */
	private static @Nullable Path cardFolder(@Nullable Path mounted, int index) {
		if (mounted == null) {
			return null;
		}
		if (!Files.isDirectory(mounted)) {
			return instanceFolder(mounted, index);
		}
		try {
			// The operator may link to the card; links on the card itself do not count.
			Path own = instanceFolder(mounted.toRealPath(), index);
			return (index == 1) ? own : Files.createDirectories(own);
		}
		catch (IOException ex) {
			throw new ConfigurationException("camera.upload.sd.directory",
					"the folder of camera " + index + " cannot be created: " + ex);
		}
	}

}
