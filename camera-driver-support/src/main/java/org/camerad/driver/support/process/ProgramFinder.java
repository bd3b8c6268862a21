package org.camerad.driver.support.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A search for programs in a list of folders. Each search accesses the disk, so a program
 * that is installed later is found without a restart. Immutable.
 *
 * @param folders absolute folders in the order of the search
 */
public record ProgramFinder(List<Path> folders) {

	/**
	 * Folders of administrators' programs, which are not on the PATH of every service.
	 */
	private static final String ALSO = File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/sbin";

	/** Creates a finder. */
	public ProgramFinder {
		folders = List.copyOf(folders);
	}

	/** Returns a finder for folders in the form of the variable {@code PATH}. */
	public static ProgramFinder on(String path) {
		return new ProgramFinder(Stream.of(path.split(File.pathSeparator))
			.filter((folder) -> folder.startsWith("/"))
			.map(Path::of)
			.distinct()
			.toList());
	}

	/**
	 * Returns a finder for the PATH of this process and the folders of administrators'
	 * programs.
	 */
	public static ProgramFinder ofEnvironment() {
		String path = System.getenv("PATH");
		return on(((path != null) ? path : "/usr/local/bin:/usr/bin:/bin") + ALSO);
	}

	/**
	 * Returns the path of a program; empty if it is not installed.
	 * @param name a file name without a path, or an absolute path
	 */
	public Optional<Path> find(String name) {
		if (name.startsWith("/")) {
			return Optional.of(Path.of(name)).filter(ProgramFinder::isProgram);
		}
		return this.folders.stream().map((folder) -> folder.resolve(name)).filter(ProgramFinder::isProgram).findFirst();
	}

	private static boolean isProgram(Path file) {
		return Files.isRegularFile(file) && Files.isExecutable(file);
	}

}
