package org.camerad.hosting;

import java.nio.file.Path;

import io.micrometer.core.instrument.Tags;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.CameraProperties;
import org.jspecify.annotations.Nullable;

/**
 * Where one of this process's cameras is found: its folders, ports and meters.
 *
 * @param index the camera's number, from 1
 * @param folder its data folder
 * @param storageFolder where its memory card is mounted, null for none
 * @param port the configured port of its service, 0 for any
 * @param rtspPort the port of its live streams, 0 for none
 * @param meters its meters
 */
record CameraPlace(int index, Path folder, @Nullable Path storageFolder, int port, int rtspPort, CameraMeters meters) {

	/**
	 * Returns the place of a camera. The first has what is configured, each other one the
	 * next ports and folders of its own.
	 */
	static CameraPlace of(int index, SharedResources shared) {
		CameraProperties properties = shared.properties();
		Tags tags = (properties.count() == 1) ? Tags.empty() : Tags.of("camera", String.valueOf(index));
		Path storage = properties.upload().sd().directory();
		return new CameraPlace(index, own(properties.dataDir(), index), (storage == null) ? null : own(storage, index),
				next(shared.port(), index), next(properties.rtsp().port(), index),
				new CameraMeters(shared.meters(), tags));
	}

	private static Path own(Path folder, int index) {
		return (index == 1) ? folder : folder.resolve("camera-" + index);
	}

	private static int next(int port, int index) {
		return (port == 0) ? 0 : port + index - 1;
	}

}
