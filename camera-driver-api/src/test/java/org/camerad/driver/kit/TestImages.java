package org.camerad.driver.kit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.camerad.driver.FirmwareImage;

/** Firmware images for tests. */
public final class TestImages {

	private TestImages() {
	}

	/** Returns an image that consists of one file, with a content of its own. */
	public static FirmwareImage of(String version, String file, byte[] content) {
		return new FirmwareImage(version, bytes("archive".getBytes(StandardCharsets.UTF_8)),
				Map.of(file, bytes(content)));
	}

	/** Returns an image whose archive and only file both have the content of a file. */
	public static FirmwareImage of(String version, String name, Path file) throws IOException {
		byte[] content = Files.readAllBytes(file);
		return new FirmwareImage(version, bytes(content), Map.of(name, bytes(content)));
	}

	/** Returns an image with an empty archive and no files. */
	static FirmwareImage empty() {
		return new FirmwareImage("9.9.9", bytes(new byte[0]), Map.of());
	}

	/** Returns content in memory. */
	static FirmwareImage.Content bytes(byte[] content) {
		return new FirmwareImage.Content() {

			@Override
			public long size() {
				return content.length;
			}

			@Override
			public InputStream open() {
				return new ByteArrayInputStream(content);
			}

		};
	}

}
