package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.camerad.driver.support.process.Command;
import org.camerad.driver.support.process.ProcessResult;
import org.camerad.driver.support.process.ProgramFinder;

/**
 * The board's programs.
 *
 * @param files where the programs are looked for
 * @param prefix words before each command, such as {@code chroot /board}; empty to run
 * the programs as they are
 */
public record BoardCommands(BoardFiles files, List<String> prefix) {

	private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

	public BoardCommands {
		prefix = List.copyOf(prefix);
	}

	/** Returns whether the board has this program: a name, or a path on the board. */
	public boolean has(String program) {
		return find(program).isPresent();
	}

	private Optional<Path> find(String program) {
		ProgramFinder programs = new ProgramFinder(FOLDERS.stream().map(this.files::at).toList());
		return programs.find(program.startsWith("/") ? this.files.at(program).toString() : program);
	}

	/** Returns a path on the board as its programs have to be told. */
	String argument(String path) {
		return this.prefix.isEmpty() ? this.files.at(path).toString() : path;
	}

	private String path(String program) throws IOException {
		Path found = find(program).orElseThrow(() -> new IOException("this board has no " + program));
		return argument("/" + this.files.root().relativize(found));
	}

	/**
	 * Runs a program to its end.
	 * @param limit how long it may take, after which it is killed
	 * @throws IOException if the board does not have it, it cannot be started, or does
	 * not end in time
	 */
	public ProcessResult run(Duration limit, String program, String... arguments) throws IOException {
		return run(limit, Map.of(), program, arguments);
	}

	/** Runs a program with more in its environment. */
	ProcessResult run(Duration limit, Map<String, String> environment, String program, String... arguments)
			throws IOException {
		return command(environment, Stream.concat(Stream.of(path(program)), Stream.of(arguments)).toList()).run(limit);
	}

	private Command command(Map<String, String> environment, List<String> words) {
		return new Command(Stream.concat(this.prefix.stream(), words.stream()).toList(), environment);
	}

	/**
	 * Starts a program that outlives this process: in a session of its own where the
	 * board has {@code setsid}, without a pipe to this process.
	 * @param log where its output goes; replaced
	 */
	Process detached(Path log, String program, String... arguments) throws IOException {
		List<String> words = new ArrayList<>();
		if (has("setsid")) {
			words.add(path("setsid"));
		}
		words.add(path(program));
		words.addAll(List.of(arguments));
		return command(Map.of(), words).detach(log);
	}

}
