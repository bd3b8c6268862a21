package org.camerad.driver.kit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

import org.camerad.driver.CameraEvent;
import org.camerad.driver.DriverContext;
import org.camerad.driver.DriverSPI;

/**
 * What every driver must pass: extend it in the driver's module and say how the driver is
 * made. Hardware that lacks something says so in {@link #lacks()} with the reason; what
 * is missing without a reason fails, and so does what is there although it is listed.
 */
public abstract class DriverKit {

	/** A new instance of the driver. */
	protected abstract DriverSPI driver();

	/**
	 * What to open the camera with.
	 * @param folder empty at first, the driver's own; the same when a test opens again
	 * @param card an empty folder that stands for the mounted memory card
	 * @param listener to be passed on
	 */
	protected abstract DriverContext context(Path folder, Path card, Consumer<CameraEvent> listener);

	/**
	 * What the hardware lacks and why. Keys: a part ({@code video}, {@code image},
	 * {@code osd}, {@code motion}, {@code audio}, {@code ptz}, {@code storage},
	 * {@code network}, {@code clock}, {@code maintenance}, {@code firmware}), a
	 * {@link org.camerad.driver.Setting} in lower case ({@code sharpness}), or
	 * {@code return-from-reboot} where the process ends with the reboot.
	 */
	protected Map<String, String> lacks() {
		return Map.of();
	}

	/** What really reached the hardware, where the test can look. */
	protected Optional<Probe> probe() {
		return Optional.empty();
	}

	@Nested
	@DisplayName("Lifecycle")
	class Lifecycle extends LifecycleKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Video")
	class VideoPart extends VideoKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Pictures as they come")
	class PicturesPart extends PicturesKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Encoded video")
	class EncodedVideoPart extends EncodedVideoKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Image")
	class ImagePart extends ImageKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("OSD")
	class OsdPart extends OsdKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Motion detection")
	class MotionPart extends MotionKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Audio")
	class AudioPart extends AudioKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("PTZ")
	class PtzPart extends PtzKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Storage")
	class StoragePart extends StorageKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Network")
	class NetworkPart extends NetworkKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Clock")
	class ClockPart extends ClockKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Maintenance")
	class MaintenancePart extends MaintenanceKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

	@Nested
	@DisplayName("Firmware")
	class FirmwarePart extends FirmwareKit {

		@Override
		DriverKit kit() {
			return DriverKit.this;
		}

	}

}
