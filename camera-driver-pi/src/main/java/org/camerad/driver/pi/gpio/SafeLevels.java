package org.camerad.driver.pi.gpio;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.camerad.driver.support.file.DurableFiles;

/**
 * A file with the level of each output that switches its device off. The kernel leaves
 * the outputs of a killed process as they are; {@code deploy/systemd/gpio-off} reads this
 * file and switches them off.
 */
final class SafeLevels {

	private final Path file;

	/**
	 * Creates the file's writer.
	 * @param folder the driver's folder
	 */
	SafeLevels(Path folder) {
		this.file = folder.resolve("gpio-off");
	}

	/**
	 * Writes a line with pin and level for each output, or deletes the file if there is
	 * no output. A failure is logged, because the pins work without the file.
	 */
	void write(GpioConfiguration configuration) {
		String lines = configuration.pins()
			.entrySet()
			.stream()
			.filter((pin) -> pin.getKey().isOutput())
			.map((pin) -> pin.getValue() + " " + (configuration.isActiveLow(pin.getKey()) ? 1 : 0) + "\n")
			.sorted()
			.collect(Collectors.joining());
		try {
			if (lines.isEmpty()) {
				DurableFiles.delete(this.file);
			}
			else if (!DurableFiles.read(this.file).filter(lines::equals).isPresent()) {
				DurableFiles.write(this.file, lines);
			}
		}
		catch (IOException ex) {
			System.getLogger(SafeLevels.class.getName())
				.log(Level.WARNING, "the outputs would stay on if the service were killed, because " + this.file
						+ " cannot be written; check the disk", ex);
		}
	}

}
