package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Pins by {@code /sys/class/gpio}. */
public final class SysfsGpio implements Gpio {

	private static final String CLASS = "/sys/class/gpio";

	private final BoardFiles files;

	/** Creates the pins of the board that has these files. */
	public SysfsGpio(BoardFiles files) {
		this.files = files;
	}

	@Override
	public void drive(int pin, boolean high) throws IOException {
		Path folder = exported(pin);
		Path value = folder.resolve("value");
		if (!isOutput(folder)) {
			// Sets direction and level in one step, without a glitch between them.
			write(folder.resolve("direction"), high ? "high" : "low");
		}
		write(value, high ? "1" : "0");
	}

	@Override
	public boolean read(int pin) throws IOException {
		Path folder = exported(pin);
		if (isOutput(folder)) {
			write(folder.resolve("direction"), "in");
		}
		return Files.readString(folder.resolve("value")).strip().equals("1");
	}

	private static boolean isOutput(Path folder) throws IOException {
		return Files.readString(folder.resolve("direction")).strip().equals("out");
	}

	private Path exported(int pin) throws IOException {
		Path folder = this.files.at(CLASS + "/gpio" + pin);
		if (!Files.isDirectory(folder)) {
			if (!Files.exists(this.files.at(CLASS + "/export"))) {
				throw new IOException("this kernel has no " + CLASS);
			}
			write(this.files.at(CLASS + "/export"), String.valueOf(pin));
		}
		return folder;
	}

	private static void write(Path file, String text) throws IOException {
		Files.writeString(file, text, StandardOpenOption.WRITE);
	}

}
