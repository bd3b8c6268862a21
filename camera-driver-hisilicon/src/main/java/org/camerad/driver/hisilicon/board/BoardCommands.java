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
 * The programs of the board.
 *
 * @param files the files of the board, which include the programs
 * @param prefix the words before each command, such as {@code chroot /board}; empty to
 * run the programs directly
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

	/** Returns a path on the board in the form that its programs expect. */
	String argument(String path) {
		return this.prefix.isEmpty() ? this.files.at(path).toString() : path;
	}

	private String path(String program) throws IOException {
		Path found = find(program).orElseThrow(() -> new IOException("this board has no " + program));
		return argument("/" + this.files.root().relativize(found));
	}

	/**
	 * Runs a program until it ends.
	 * @param limit the time limit, after which the program is killed
	 * @throws IOException if the board does not have the program, or if it cannot be
	 * started or does not end in time
	 */
	public ProcessResult run(Duration limit, String program, String... arguments) throws IOException {
		return command(Map.of(), Stream.concat(Stream.of(path(program)), Stream.of(arguments)).toList()).run(limit);
	}

	private Command command(Map<String, String> environment, List<String> words) {
		return new Command(Stream.concat(this.prefix.stream(), words.stream()).toList(), environment);
	}

	/**
	 * Starts a program that outlives this process. It runs in its own session if the
	 * board has {@code setsid}, and has no pipe to this process.
	 * @param log the file that receives its output; it is replaced
	 * @param environment additional environment variables
	 */
	Process detached(Path log, Map<String, String> environment, String program, String... arguments)
			throws IOException {
		List<String> words = new ArrayList<>();
		if (has("setsid")) {
			words.add(path("setsid"));
		}
		words.add(path(program));
		words.addAll(List.of(arguments));
		return command(environment, words).detach(log);
	}

}
