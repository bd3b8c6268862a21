package org.camerad.driver.pi.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

import org.camerad.driver.PartStatus;

/** The processor's temperature sensor. */
final class TemperatureSensor {

	/** The firmware slows the processor down from this temperature on. */
	private static final double THROTTLING_CELSIUS = 80;

	private final Path file;

	TemperatureSensor(Path root) {
		this.file = root.resolve("sys/class/thermal/thermal_zone0/temp");
	}

	/** Returns the temperature in degrees Celsius; empty if the kernel has no sensor. */
	OptionalDouble celsius() {
		try {
			return OptionalDouble
				.of(Integer.parseInt(Files.readString(this.file, StandardCharsets.US_ASCII).strip()) / 1000.0);
		}
		catch (IOException | NumberFormatException ex) {
			return OptionalDouble.empty();
		}
	}

	/**
	 * Returns the temperature as a status; empty if the kernel has no sensor.
	 */
	Optional<PartStatus> status() {
		OptionalDouble celsius = celsius();
		return celsius.isPresent() ? Optional.of(status(celsius.getAsDouble())) : Optional.empty();
	}

	private static PartStatus status(double degrees) {
		String text = String.format(Locale.ROOT, "%.1f degrees Celsius", degrees);
		return (degrees < THROTTLING_CELSIUS) ? new PartStatus("board", PartStatus.State.WORKING, text)
				: new PartStatus("board", PartStatus.State.IMPAIRED,
						text + ": the firmware slows the processor down; improve the cooling");
	}

}
