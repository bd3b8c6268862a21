package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The output of a program of the board, in {@code /tmp}, which is memory. The program
 * appends to the file, so it can be emptied while the program runs.
 *
 * @param file the file
 */
record BoundedLog(Path file) {

	private static final long MAX_BYTES = 128L * 1024;

	private static final int MAX_LINE_CHARS = 200;

	/**
	 * Empties the file if it is too long.
	 * @return whether it was
	 * @throws IOException if the file cannot be read or emptied
	 */
	boolean bound() throws IOException {
		if (!Files.exists(this.file) || Files.size(this.file) <= MAX_BYTES) {
			return false;
		}
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			channel.truncate(0);
		}
		return true;
	}

	/** Returns the text; empty if the file cannot be read. */
	String text() {
		try {
			return new String(Files.readAllBytes(this.file), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "";
		}
	}

	/** Returns the last line without colours, for operators. */
	String lastLine() {
		String line = text().replaceAll("\u001b\\[[0-9;]*m", "")
			.lines()
			.filter((each) -> !each.isBlank())
			.reduce((first, last) -> last)
			.orElse("it printed nothing");
		return line.strip().substring(0, Math.min(MAX_LINE_CHARS, line.strip().length()));
	}

}
