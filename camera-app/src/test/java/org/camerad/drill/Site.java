package org.camerad.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The place where drills run.
 *
 * @param root the clone, for its scripts
 * @param jar the packaged service
 * @param work a folder for everything that a drill writes
 * @param minutes the length of the soak
 * @param isShort whether the drills are cut to some seconds
 */
record Site(Path root, Path jar, Path work, double minutes, boolean isShort) {

	/** Returns a new folder. */
	Path folder(String name) throws IOException {
		return Files.createTempDirectory(this.work, name + "-");
	}

	/** Returns a file beside the script. */
	Path source(String name) {
		return this.root.resolve("script").resolve("drill.d").resolve(name);
	}

	/**
	 * Returns the first of these numbers of tries, or the second one if the drill is
	 * short.
	 */
	int tries(int full, int few) {
		return this.isShort ? few : full;
	}

	/** Runs a program of the machine and returns whether it succeeded. */
	static boolean succeeds(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		return process.waitFor() == 0;
	}

	/** Runs a program that must succeed. */
	static void run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) {
			throw new IOException(String.join(" ", command) + ": " + output.strip());
		}
	}

	/** Copies a folder with all that is in it. */
	static Path copy(Path from, Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (Path file : files.toList()) {
				Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES,
						LinkOption.NOFOLLOW_LINKS);
			}
		}
		return to;
	}

	/** Deletes a folder with all that is in it. */
	static void delete(Path folder) throws IOException {
		if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		List<Path> all = new ArrayList<>();
		try (Stream<Path> files = Files.walk(folder)) {
			files.sorted(Comparator.reverseOrder()).forEach(all::add);
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		for (Path each : all) {
			Files.deleteIfExists(each);
		}
	}

}
