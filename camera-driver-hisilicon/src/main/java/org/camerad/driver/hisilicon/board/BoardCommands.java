package org.camerad.driver.hisilicon.board;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The board's programs, run with argument lists: no shell reads them.
 *
 * @param files where the programs are looked for
 * @param prefix words before each command, such as {@code chroot /board}; empty to run
 * the programs as they are
 */
public record BoardCommands(BoardFiles files, List<String> prefix) {

	/**
	 * How a program ended.
	 *
	 * @param status its exit status
	 * @param output what it said, errors too
	 */
	public record Outcome(int status, String output) {

		/** Whether it ended as it should. */
		public boolean succeeded() {
			return this.status == 0;
		}

		/** Its last line, for an operator. */
		public String complaint() {
			return this.output.lines()
				.filter((line) -> !line.isBlank())
				.reduce((first, last) -> last)
				.orElse("exit status " + this.status)
				.strip();
		}

	}

	private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

	private static final int MOST_OUTPUT = 64 * 1024;

	private static final File NOTHING = new File("/dev/null");

	public BoardCommands {
		prefix = List.copyOf(prefix);
	}

	/** Whether the board has this program: a name, or a path on the board. */
	public boolean has(String program) {
		return candidates(program).stream().anyMatch((path) -> Files.isExecutable(this.files.at(path)));
	}

	private static List<String> candidates(String program) {
		return program.startsWith("/") ? List.of(program)
				: FOLDERS.stream().map((folder) -> folder + "/" + program).toList();
	}

	/** A path on the board as its programs have to be told. */
	String argument(String path) {
		return this.prefix.isEmpty() ? this.files.at(path).toString() : path;
	}

	private List<String> words(String program, String... arguments) throws IOException {
		String path = candidates(program).stream()
			.filter((candidate) -> Files.isExecutable(this.files.at(candidate)))
			.findFirst()
			.orElseThrow(() -> new IOException("this board has no " + program));
		List<String> words = new ArrayList<>(this.prefix);
		words.add(this.prefix.isEmpty() ? this.files.at(path).toString() : path);
		words.addAll(List.of(arguments));
		return words;
	}

	/**
	 * Runs a program to its end, which is awaited for so long and then brought about.
	 * @throws IOException when the board does not have it, it cannot be started, or does
	 * not end in time
	 */
	public Outcome run(Duration limit, String program, String... arguments) throws IOException {
		return run(limit, Map.of(), program, arguments);
	}

	/** The same with more in its environment. */
	Outcome run(Duration limit, Map<String, String> environment, String program, String... arguments)
			throws IOException {
		// A file, not a pipe: a daemon that the program starts may hold it open for ever.
		Path output = Files.createTempFile("camerad-", ".output");
		try {
			ProcessBuilder builder = new ProcessBuilder(words(program, arguments)).redirectErrorStream(true)
				.redirectInput(ProcessBuilder.Redirect.from(NOTHING))
				.redirectOutput(output.toFile());
			builder.environment().putAll(environment);
			int status = await(builder.start(), limit, program);
			return new Outcome(status, read(output));
		}
		finally {
			Files.deleteIfExists(output);
		}
	}

	private static int await(Process process, Duration limit, String program) throws IOException {
		try {
			if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new IOException(program + " did not end within " + limit.toMillis() + " ms");
			}
			return process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(program + " was interrupted", ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String read(Path output) throws IOException {
		try (InputStream stream = Files.newInputStream(output)) {
			return new String(stream.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
		}
	}

	/**
	 * Starts a program that outlives this process: in a session of its own where the
	 * board has {@code setsid}, without a pipe to this process, its output in a file.
	 * @param log where its output goes, anew
	 */
	Process detached(Path log, String program, String... arguments) throws IOException {
		List<String> words = new ArrayList<>();
		if (has("setsid")) {
			words.addAll(words("setsid"));
			words.addAll(
					words(program, arguments).subList(this.prefix.size(), arguments.length + 1 + this.prefix.size()));
		}
		else {
			words.addAll(words(program, arguments));
		}
		return new ProcessBuilder(words).redirectErrorStream(true)
			.redirectInput(ProcessBuilder.Redirect.from(NOTHING))
			.redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
			.start();
	}

}
