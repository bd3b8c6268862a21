package org.camerad.hosting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Tags;
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
 * @param port the configured HTTP port, 0 for any
 * @param rtspPort the RTSP port, 0 for none
 * @param meters its meters
 */
record CameraResources(int number, Path folder, @Nullable Path storageFolder, int port, int rtspPort,
		CameraMeters meters) {

	private static final int MAX_PORT = 65535;

	/**
	 * Returns the resources of all configured cameras.
	 * @throws ConfigurationException when two of their ports are the same
	 */
	static List<CameraResources> all(SharedResources shared) {
		int count = shared.properties().count();
		if (count > 1) {
			checkPorts(count, shared);
		}
		return IntStream.rangeClosed(1, count).mapToObj((index) -> of(index, shared)).toList();
	}

	private static void checkPorts(int count, SharedResources shared) {
		int port = shared.port();
		int rtspPort = shared.properties().rtsp().port();
		checkRange("server.port", port, count);
		checkRange("camera.rtsp.port", rtspPort, count);
		if (port != 0 && rtspPort != 0 && Math.abs(port - rtspPort) < count) {
			throw new ConfigurationException("camera.rtsp.port", rtspPort
					+ " and the ports after it are also those of server.port=" + port + " and camera.count=" + count);
		}
		int management = shared.managementPort();
		checkApart("server.port", port, count, management);
		checkApart("camera.rtsp.port", rtspPort, count, management);
	}

	private static void checkRange(String key, int first, int count) {
		if (first + count - 1 > MAX_PORT) {
			throw new ConfigurationException("camera.count",
					"camera " + count + " would listen on port " + (first + count - 1) + "; lower it or " + key);
		}
	}

	private static void checkApart(String key, int first, int count, int management) {
		if (first != 0 && management >= first && management < first + count) {
			throw new ConfigurationException("management.server.port", management + " is also the port of camera "
					+ (management - first + 1) + " (" + key + "=" + first + "); set another one");
		}
	}

	private static CameraResources of(int index, SharedResources shared) {
		CameraProperties properties = shared.properties();
		Tags tags = (properties.count() == 1) ? Tags.empty() : Tags.of("camera", String.valueOf(index));
		return new CameraResources(index, instanceFolder(properties.dataDir(), index),
				cardFolder(properties.upload().sd().directory(), index), instancePort(shared.port(), index),
				instancePort(properties.rtsp().port(), index), new CameraMeters(shared.meters(), tags));
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

	private static int instancePort(int port, int index) {
		return (port == 0) ? 0 : port + index - 1;
	}

}
