package org.camerad.driver.support.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders that programs are looked for in. Each search looks at the disk, so that a
 * program that is installed later is found without a restart.
 *
 * @param folders absolute folders, in the order of the search
 */
public record ProgramFinder(List<Path> folders) {

	/** Not on the PATH of every service, and home of what only root needs. */
	private static final String ALSO = File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/sbin";

	public ProgramFinder {
		folders = List.copyOf(folders);
	}

	/** Returns the folders of a list as the environment's {@code PATH} is one. */
	public static ProgramFinder on(String path) {
		return new ProgramFinder(Stream.of(path.split(File.pathSeparator))
			.filter((folder) -> folder.startsWith("/"))
			.map(Path::of)
			.distinct()
			.toList());
	}

	/**
	 * Returns the folders of this process's environment, and those of the administrator.
	 */
	public static ProgramFinder ofEnvironment() {
		String path = System.getenv("PATH");
		return on(((path != null) ? path : "/usr/local/bin:/usr/bin:/bin") + ALSO);
	}

	/**
	 * Returns the program of that name, empty when it is not installed.
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
