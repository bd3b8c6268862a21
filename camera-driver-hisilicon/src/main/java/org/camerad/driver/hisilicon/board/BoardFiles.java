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
 * The files of the board under one root.
 *
 * @param root {@code /}, or the mount point of the board's root for a service with its
 * own root
 */
public record BoardFiles(Path root) {

	/** Returns the file at an absolute path on the board. */
	public Path at(String path) {
		return this.root.resolve(path.substring(1));
	}

	/**
	 * Returns the text of a small file; empty if it does not exist or is not readable.
	 */
	public Optional<String> text(String path) throws IOException {
		try {
			// ISO 8859-1 decodes any byte that a vendor's module prints.
			return Optional.of(new String(Files.readAllBytes(at(path)), StandardCharsets.ISO_8859_1));
		}
		catch (NoSuchFileException | AccessDeniedException ex) {
			return Optional.empty();
		}
	}

	/** Returns the lines of a kernel table; empty if it does not exist. */
	List<String> lines(String path) throws IOException {
		return text(path).map((text) -> text.lines().toList()).orElse(List.of());
	}

	/**
	 * Returns the first line of a file without surrounding blanks; empty if missing.
	 */
	Optional<String> word(String path) throws IOException {
		return lines(path).stream().findFirst().map(String::strip).filter((line) -> !line.isEmpty());
	}

}
