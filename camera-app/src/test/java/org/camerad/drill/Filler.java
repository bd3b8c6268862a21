package org.camerad.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that takes all space of its disk. */
public final class Filler {

	private Filler() {
	}

	/** Writes the file {@code filler} in a folder until nothing more fits. */
	public static Path fill(Path folder) {
		Path filler = folder.resolve("filler");
		for (int size = 65536; size > 0; size /= 2) {
			boolean fits = true;
			while (fits) {
				fits = append(filler, size);
			}
		}
		return filler;
	}

	private static boolean append(Path file, int size) {
		try {
			Files.write(file, new byte[size], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
