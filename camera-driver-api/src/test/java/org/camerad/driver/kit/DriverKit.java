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
 * The conformance tests of a driver. A driver's module extends this class and provides
 * the driver and its context. {@link #lacks()} lists what the hardware lacks, with
 * reasons. A missing part without a reason fails the tests, and so does a present part
 * that is listed.
 */
public abstract class DriverKit {

	/** Returns a new instance of the driver. */
	protected abstract DriverSPI driver();

	/**
	 * Returns the context with which the camera is opened.
	 * @param folder the folder of the driver; empty at first, the same when a test opens
	 * the camera again
	 * @param card an empty folder that stands for the mounted memory card
	 * @param listener the listener for the context
	 */
	protected abstract DriverContext context(Path folder, Path card, Consumer<CameraEvent> listener);

	/**
	 * Returns what the hardware lacks, with the reason for each. A key is a part ({@code
	 * video}, {@code image}, {@code osd}, {@code motion}, {@code audio}, {@code ptz},
	 * {@code storage}, {@code network}, {@code clock}, {@code maintenance}, {@code
	 * firmware}), a {@link org.camerad.driver.Setting} in lower case ({@code
	 * sharpness}), or {@code return-from-reboot} if the process ends with the reboot.
	 */
	protected Map<String, String> lacks() {
		return Map.of();
	}

	/**
	 * Returns access to the hardware or its substitute; empty if the tests have none.
	 */
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
