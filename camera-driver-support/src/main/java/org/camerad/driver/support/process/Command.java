package org.camerad.driver.support.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.camerad.driver.support.file.PrivateFiles;

/**
 * A program and its arguments, which are passed without a shell. The program receives
 * only those environment variables of this process that a system program needs, so no
 * password of the service's configuration reaches it. Immutable.
 *
 * @param words the program's file and its arguments
 * @param environment additional variables
 */
public record Command(List<String> words, Map<String, String> environment) {

	private static final Set<String> KEPT = Set.of("PATH", "HOME", "USER", "LOGNAME", "TZ", "TMPDIR", "LD_LIBRARY_PATH",
			"XDG_RUNTIME_DIR", "DBUS_SYSTEM_BUS_ADDRESS");

	/**
	 * Prefixes of variables with which operators configure the logs and files of
	 * libcamera and ALSA.
	 */
	private static final Set<String> KEPT_PREFIXES = Set.of("LIBCAMERA_", "ALSA_");

	private static final File NOTHING = new File("/dev/null");

	/** Creates a command. */
	public Command {
		words = List.copyOf(words);
		environment = Map.copyOf(environment);
	}

	/** Creates a command without additional variables. */
	public Command(Path program, List<String> arguments) {
		this(Stream.concat(Stream.of(program.toString()), arguments.stream()).toList(), Map.of());
	}

	/** Returns the command that runs a program with arguments. */
	public static Command of(Path program, String... arguments) {
		return new Command(program, List.of(arguments));
	}

	/**
	 * Runs the command to its end, without input and with messages in English. A daemon
	 * that it starts continues.
	 * @param limit the timeout; after it, the program and all its descendants are killed
	 * @return the exit status and the output, of which about the last 256 KiB are kept
	 * @throws IOException if the program cannot be started, does not end in time or the
	 * thread is interrupted
	 */
	public ProcessResult run(Duration limit) throws IOException {
		try (OutputFile output = new OutputFile(); OutputFile errors = new OutputFile()) {
			Process process = builder().redirectInput(NOTHING)
				.redirectOutput(output.redirect())
				.redirectError(errors.redirect())
				.start();
			try {
				await(process, limit, output, errors);
			}
			finally {
				if (process.isAlive()) {
					ManagedProcess.killTree(process);
				}
			}
			return new ProcessResult(process.exitValue(), output.text(), errors.text());
		}
	}

	private void await(Process process, Duration limit, OutputFile output, OutputFile errors) throws IOException {
		long deadline = System.nanoTime() + limit.toNanos();
		try {
			for (long left = limit.toNanos(); !OutputFile.await(process, left); left = deadline - System.nanoTime()) {
				output.bound();
				errors.bound();
				if (left <= 0) {
					throw new IOException(name() + " did not end within " + limit.toMillis() + " ms");
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(name() + " was interrupted", ex);
		}
	}

	private Path name() {
		return Path.of(this.words.get(0)).getFileName();
	}

	/**
	 * Starts the command without a pipe to this process, so that it outlives this
	 * process.
	 * @param log the file for the output; it is replaced
	 * @throws IOException if the program cannot be started
	 */
	public Process detach(Path log) throws IOException {
		// A name in /tmp may be another user's link to a file of the system.
		Files.deleteIfExists(log);
		PrivateFiles.create(log).close();
		return builder().redirectErrorStream(true)
			.redirectInput(NOTHING)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.start();
	}

	/** Returns a builder with the environment that every program gets. */
	ProcessBuilder builder() {
		ProcessBuilder builder = new ProcessBuilder(this.words);
		Map<String, String> variables = builder.environment();
		variables.keySet().removeIf((name) -> !isKept(name));
		variables.put("LC_ALL", "C.UTF-8");
		variables.putAll(this.environment);
		return builder;
	}

	private static boolean isKept(String name) {
		return KEPT.contains(name) || KEPT_PREFIXES.stream().anyMatch(name::startsWith);
	}

}
