package org.camerad.driver.pi.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import org.camerad.driver.PartStatus;

/** The processor's temperature sensor. */
final class TemperatureSensor {

	/** The firmware slows the processor down from this temperature on. */
	private static final double THROTTLING_CELSIUS = 80;

	private final Path file;

	TemperatureSensor(Path root) {
		this.file = root.resolve("sys/class/thermal/thermal_zone0/temp");
	}

	/**
	 * Returns the temperature as a status; empty if the kernel has no sensor.
	 */
	Optional<PartStatus> status() {
		try {
			double degrees = Integer.parseInt(Files.readString(this.file, StandardCharsets.US_ASCII).strip()) / 1000.0;
			String text = String.format(Locale.ROOT, "%.1f degrees Celsius", degrees);
			return Optional.of((degrees < THROTTLING_CELSIUS) ? new PartStatus("board", PartStatus.State.WORKING, text)
					: new PartStatus("board", PartStatus.State.IMPAIRED,
							text + ": the firmware slows the processor down; improve the cooling"));
		}
		catch (IOException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

}
