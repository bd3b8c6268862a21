package org.camerad.operation;

import java.nio.file.Path;
import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Firmware upgrade, {@code camera.firmware.*}.
 *
 * @param maxSize the size of the largest image that is accepted
 * @param keys the PEM files of the public keys that may sign images; without one, every
 * image is refused
 * @param allowDowngrade whether a version that is not newer may be installed
 * @param restart what restarts to run a new version
 */
public record FirmwareProperties(@DefaultValue("64MB") DataSize maxSize, @DefaultValue List<Path> keys,
		@DefaultValue("false") boolean allowDowngrade, @DefaultValue("camera") Restart restart) {

	/** The parts that can restart to run a new version. */
	public enum Restart {

		/** The camera is closed and opened again. */
		CAMERA,

		/**
		 * The process ends with {@link #EXIT_CODE}, and its supervisor starts it again.
		 */
		PROCESS;

		/** The exit code that asks for another start. */
		public static final int EXIT_CODE = 75;

	}

	public FirmwareProperties {
		if (maxSize.toBytes() < 1) {
			throw new ConfigurationException("camera.firmware.max-size", "must be at least 1 byte");
		}
		keys = List.copyOf(keys);
	}

}
