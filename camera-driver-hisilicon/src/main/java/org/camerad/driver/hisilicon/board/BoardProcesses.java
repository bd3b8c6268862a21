package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The processes of the board as {@code /proc} lists them. Processes end at any time, so a
 * process that cannot be read counts as ended.
 *
 * @param files the files of the board
 */
record BoardProcesses(BoardFiles files) {

	/**
	 * A process.
	 *
	 * @param pid its number
	 * @param folder its folder in {@code /proc}
	 */
	record BoardProcess(long pid, Path folder) {

		/** Returns the name of the program; empty if the process has ended. */
		String name() {
			return read("comm").strip();
		}

		/** Returns the program and its arguments; empty if the process has ended. */
		List<String> words() {
			String line = read("cmdline");
			return line.isEmpty() ? List.of() : List.of(line.split("\0"));
		}

		/**
		 * Returns whether the process runs a program, directly or as a script. A process
		 * that has ended but was not awaited does not.
		 */
		boolean runs(String program) {
			return words().stream().limit(2).anyMatch((word) -> isNamed(word, program));
		}

		/** Returns whether the last part of a path is a name. */
		static boolean isNamed(String path, String name) {
			return path.substring(path.lastIndexOf('/') + 1).equals(name);
		}

		private String read(String file) {
			try {
				return new String(Files.readAllBytes(this.folder.resolve(file)), StandardCharsets.ISO_8859_1);
			}
			catch (IOException ex) {
				return "";
			}
		}

	}

	/**
	 * Returns the processes; empty if the board's {@code /proc} is not mounted.
	 * @throws IOException if the list cannot be read
	 */
	List<BoardProcess> all() throws IOException {
		List<BoardProcess> processes = new ArrayList<>();
		try (DirectoryStream<Path> folders = Files.newDirectoryStream(this.files.at("/proc"), "[1-9]*")) {
			for (Path folder : folders) {
				number(folder).ifPresent((pid) -> processes.add(new BoardProcess(pid, folder)));
			}
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			return List.of();
		}
		return processes;
	}

	private static OptionalLong number(Path folder) {
		String name = folder.getFileName().toString();
		return name.matches("[0-9]{1,10}") ? OptionalLong.of(Long.parseLong(name)) : OptionalLong.empty();
	}

}
