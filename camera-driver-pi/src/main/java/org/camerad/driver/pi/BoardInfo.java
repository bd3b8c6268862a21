package org.camerad.driver.pi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.camerad.driver.DeviceInfo;

/** The board's description, from the device tree and the system's files. */
final class BoardInfo {

	private BoardInfo() {
	}

	/**
	 * Returns model, kernel, system and serial number of the board. A value that cannot
	 * be read is "unknown"; the model is "Raspberry Pi" then.
	 * @param root the root of the file system
	 */
	static DeviceInfo info(Path root) {
		String kernel = text(root.resolve("proc/sys/kernel/osrelease")).orElse(System.getProperty("os.version"));
		String system = text(root.resolve("etc/os-release")).flatMap((release) -> value(release, "PRETTY_NAME"))
			.orElse("unknown");
		String serial = text(root.resolve("proc/device-tree/serial-number"))
			.or(() -> text(root.resolve("etc/machine-id")))
			.orElse("unknown");
		return new DeviceInfo(text(model(root)).orElse("Raspberry Pi"), kernel, system, serial);
	}

	/** Returns the device tree's file with the model's name. */
	static Path model(Path root) {
		return root.resolve("proc/device-tree/model");
	}

	/**
	 * Returns the version of the system image (os-release(5)), empty for a system that
	 * was not installed as an image.
	 * @param root the root of the file system
	 */
	static String imageVersion(Path root) {
		return text(root.resolve("etc/os-release")).flatMap((release) -> value(release, "IMAGE_VERSION")).orElse("");
	}

	private static Optional<String> value(String release, String key) {
		return release.lines()
			.filter((line) -> line.startsWith(key + "="))
			.map((line) -> line.substring(key.length() + 1).replace("\"", "").strip())
			.findFirst();
	}

	/**
	 * Returns the stripped text of a file without the zero byte that ends device tree
	 * strings; empty if the file is missing or blank.
	 */
	private static Optional<String> text(Path file) {
		try {
			return Optional.of(Files.readString(file, StandardCharsets.UTF_8).replace("\0", "").strip())
				.filter((text) -> !text.isEmpty());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

}
