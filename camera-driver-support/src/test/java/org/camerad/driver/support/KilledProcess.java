package org.camerad.driver.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Java process that is killed with SIGKILL at one of the steps in which it changes
 * files below a folder: a file is created, synchronized, renamed or deleted.
 */
public final class KilledProcess {

	/** The exit status of a killed process in Java. */
	public static final int KILLED = 137;

	private static @Nullable Path library;

	private KilledProcess() {
	}

	/**
	 * Runs a program until it ends or is killed.
	 * @param killAt the number of the step, from 1
	 * @param under the folder whose files count
	 * @param program the class with the main method
	 * @param arguments the arguments of the program
	 * @return the exit status: 0 or {@link #KILLED}
	 * @throws IOException if the process cannot be started
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public static int run(int killAt, Path under, Class<?> program, String... arguments)
			throws IOException, InterruptedException {
		Path output = Files.createTempFile("camerad-", ".output");
		ProcessBuilder builder = new ProcessBuilder(
				Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"-Xshare:auto", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp",
						System.getProperty("java.class.path"), program.getName()), Stream.of(arguments))
					.toList())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().put("LD_PRELOAD", library().toString());
		builder.environment().put("KILL_AT", String.valueOf(killAt));
		builder.environment().put("KILL_UNDER", under.toString());
		Process process = builder.start();
		assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(output)).isIn(0, KILLED);
		Files.delete(output);
		return process.exitValue();
	}

	/** Returns the library, built once; a process that runs on has loaded it. */
	private static synchronized Path library() throws IOException, InterruptedException {
		Path made = library;
		if (made == null) {
			made = compile();
			library = made;
		}
		return made;
	}

	private static Path compile() throws IOException, InterruptedException {
		// Each process of a test run has one of its own.
		Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "native").toAbsolutePath()),
				"killat");
		try (InputStream source = KilledProcess.class.getResourceAsStream("killat.c")) {
			Files.copy(source, folder.resolve("killat.c"));
		}
		Path made = folder.resolve("killat.so");
		Process compiler = new ProcessBuilder(List.of("gcc", "-Wall", "-Werror", "-D_GNU_SOURCE", "-shared", "-fPIC",
				"-o", made.toString(), folder.resolve("killat.c").toString(), "-ldl"))
			.inheritIO()
			.start();
		assertThat(compiler.waitFor()).as("gcc, which script/test installs").isZero();
		return made;
	}

}
