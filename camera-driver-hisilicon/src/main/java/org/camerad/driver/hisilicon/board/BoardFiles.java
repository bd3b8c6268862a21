package org.camerad.driver.hisilicon.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The board's files, all under one root.
 *
 * @param root {@code /}, or where the board's root is mounted for a service in a folder
 * of its own
 */
public record BoardFiles(Path root) {

	/** The file at a path that begins with {@code /}. */
	public Path at(String path) {
		return this.root.resolve(path.substring(1));
	}

	/** A small file's text, empty when it is not there or not ours to read. */
	public Optional<String> text(String path) throws IOException {
		try {
			// Latin letters survive whatever a vendor's module prints.
			return Optional.of(new String(Files.readAllBytes(at(path)), StandardCharsets.ISO_8859_1));
		}
		catch (NoSuchFileException | AccessDeniedException ex) {
			return Optional.empty();
		}
	}

	/** The lines of a table of the kernel's; none when it is not there. */
	List<String> lines(String path) throws IOException {
		return text(path).map((text) -> text.lines().toList()).orElse(List.of());
	}

	/** A file's first line without blanks around it, empty when there is none. */
	Optional<String> word(String path) throws IOException {
		return lines(path).stream().findFirst().map(String::strip).filter((line) -> !line.isEmpty());
	}

}
