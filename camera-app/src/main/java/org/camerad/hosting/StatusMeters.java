package org.camerad.hosting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import io.micrometer.core.instrument.binder.BaseUnits;
import org.camerad.camera.CameraCalls;
import org.camerad.camera.CameraFailure;
import org.camerad.camera.PtzPositionMonitor;
import org.camerad.driver.Camera;
import org.camerad.operation.CameraMeters;
import org.camerad.operation.SlowReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gauges of the state of one camera: whether it works, its sessions, disks,
 * temperature and PTZ position. Its owner must keep it. Any thread.
 */
final class StatusMeters {

	private static final Logger logger = LoggerFactory.getLogger(StatusMeters.class);

	private final CameraMeters meters;

	private final CameraCalls calls;

	private final PtzPositionMonitor position;

	/** Held here because the registry does not. */
	private final List<SlowReading<Long>> disks;

	private boolean opened;

	/** Registers the gauges of a camera that need not be open. */
	StatusMeters(CameraResources resources, HostedCamera camera, PtzPositionMonitor position) {
		this.meters = resources.meters();
		this.calls = camera.calls();
		this.position = position;
		this.meters.gauge("camera.up", camera, (hosted) -> hosted.isUp() ? 1 : 0);
		Path card = resources.storageFolder();
		Stream<SlowReading<Long>> data = Stream.of(disk("data", resources.folder()));
		this.disks = ((card != null) ? Stream.concat(data, Stream.of(disk("card", card))) : data).toList();
	}

	private SlowReading<Long> disk(String volume, Path folder) {
		SlowReading<Long> disk = new SlowReading<>("disk-space", () -> freeBytes(folder));
		this.meters.gaugeOf(BaseUnits.BYTES, "camera.disk.free", disk,
				(reading) -> reading.value().map(Long::doubleValue).orElse(Double.NaN), "volume", volume);
		return disk;
	}

	private static Optional<Long> freeBytes(Path folder) throws IOException {
		return Files.isDirectory(folder) ? Optional.of(Files.getFileStore(folder).getUsableSpace()) : Optional.empty();
	}

	/** Registers the gauges of the parts that an open camera has. */
	synchronized void onOpened() {
		if (this.opened) {
			return;
		}
		this.opened = true;
		this.position.register(this.meters);
		if (!Double.isNaN(temperature())) {
			this.meters.gaugeOf("celsius", "camera.temperature", this, StatusMeters::temperature);
		}
	}

	private double temperature() {
		try {
			return this.calls.present().map(Camera::temperature).orElse(OptionalDouble.empty()).orElse(Double.NaN);
		}
		catch (CameraFailure ex) {
			logger.debug("the driver does not tell the temperature", ex);
			return Double.NaN;
		}
	}

}
